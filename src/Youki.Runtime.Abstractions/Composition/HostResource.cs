namespace Youki.Runtime;

/// <summary>What a provider took of the host.</summary>
public sealed record HostResource
{
    /// <summary>What its release needs to know. Strings only: it is stored.</summary>
    public required IReadOnlyDictionary<string, string> Data { get; init; }
}
