namespace Youki.Runtime;

/// <summary>Which devices the specs of the Container Device Interface on this host offer.</summary>
public sealed record CdiInventory
{
    /// <summary>The devices, in the order of their names.</summary>
    public required IReadOnlyList<CdiDevice> Devices { get; init; }

    /// <summary>Files and directories that are not used, and why.</summary>
    public required IReadOnlyDictionary<string, string> Problems { get; init; }
}
