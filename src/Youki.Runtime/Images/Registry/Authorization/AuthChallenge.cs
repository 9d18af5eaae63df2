namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>How a server wants to be asked. Source: RFC 9110, section 11.6.1.</summary>
/// <param name="Scheme">Such as <c>Bearer</c>.</param>
/// <param name="Parameters">By name, whose case does not count. The first of several of one name counts.</param>
internal sealed record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where its token comes from. Null: it is no challenge of that kind, or does not say where.</summary>
    public string? Realm => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? Parameters.GetValueOrDefault("realm") : null;
}
