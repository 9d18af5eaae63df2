namespace Youki.Runtime.Bundles;

/// <summary>resources.json: what the container holds of the host, oldest first.</summary>
internal sealed record LedgerRecord
{
    public required int SchemaVersion { get; init; }

    public required IReadOnlyList<HostResourceRecord> Resources { get; init; }
}
