namespace Youki.Runtime.UserNamespaces;

/// <summary>The file of all claims. It is written as a whole, so that there is never half a claim.</summary>
internal sealed record IdClaims
{
    public const int CurrentSchemaVersion = 1;

    public int? SchemaVersion { get; init; }

    public required IReadOnlyList<IdClaim> Claims { get; init; }
}
