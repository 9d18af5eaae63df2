using System.Collections.Immutable;

namespace Youki.Runtime.Bundles;

/// <summary>
/// The journal of what a container holds of the host: the intent is on disk before the effect, the result after. A damaged one is replaced by what
/// every provider would have taken, since host names derive from the container's id.
/// </summary>
internal sealed class ResourceLedger(BundleLayout layout, IReadOnlyList<IHostResourceProvider> providers)
{
    private ImmutableList<HostResourceRecord>? _resources;

    public IReadOnlyList<HostResourceRecord> Resources => _resources ??= Load();

    /// <summary>Writes down that a provider is about to take something, or what it took.</summary>
    public void Put(HostResourceRecord resource)
    {
        var current = (ImmutableList<HostResourceRecord>)Resources;
        var index = current.FindIndex(known => known.Kind == resource.Kind);
        Save(index < 0 ? current.Add(resource) : current.SetItem(index, resource));
    }

    /// <summary>Strikes out what was given back. Where the disk is full it stays in the file: giving it back once more does no harm.</summary>
    public void Remove(string kind)
    {
        try
        {
            Save(((ImmutableList<HostResourceRecord>)Resources).RemoveAll(resource => resource.Kind == kind));
        }
        catch (HostResourceException exception) when (exception.InnerException is IOException)
        {
        }
    }

    private ImmutableList<HostResourceRecord> Load()
    {
        try
        {
            var ledger = RecordFile.Read(layout.LedgerFile, BundleJson.Default.LedgerRecord);
            return ledger is null
                ? []
                : [.. RecordFile.CheckSchema(ledger, ledger.SchemaVersion, ContainerRecord.CurrentSchemaVersion, layout.LedgerFile).Resources];
        }
        catch (RecordException exception) when (exception.InnerException is not null)
        {
            var (id, bundle) = (layout.Id, layout.Bundle);
            return [.. providers.Select(provider => new HostResourceRecord { Kind = provider.Kind, Scope = provider.Scope, ContainerId = id, BundlePath = bundle })];
        }
    }

    private void Save(ImmutableList<HostResourceRecord> resources)
    {
        _resources = resources;
        RecordFile.Write(layout.LedgerFile, new LedgerRecord { SchemaVersion = ContainerRecord.CurrentSchemaVersion, Resources = resources }, BundleJson.Default.LedgerRecord);
    }
}
