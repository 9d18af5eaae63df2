using Youki.Runtime.Native;

namespace Youki.Runtime.Bundles;

/// <summary>The records of all pods. Writers hold the pod's lock.</summary>
internal sealed class PodStore(string bundleDirectory)
{
    public string BundleDirectory { get; } = bundleDirectory;

    public PodLayout Layout(PodId id) => new(BundleDirectory, id);

    public IReadOnlyList<PodId> Ids => PodLayout.Pods(BundleDirectory);

    /// <exception cref="PodNotFoundException">There is no such pod.</exception>
    /// <exception cref="RecordException">Its record cannot be read.</exception>
    public PodRecord Read(PodId id) => TryRead(id) ?? throw new PodNotFoundException(id);

    /// <summary>The record of a pod; null where there is no such pod, or nothing of it but its directory.</summary>
    public PodRecord? TryRead(PodId id)
    {
        var path = Layout(id).RecordFile;
        if (RecordFile.Read(path, BundleJson.Default.PodRecord) is not { } record)
        {
            return null;
        }

        RecordFile.CheckSchema(record, record.SchemaVersion, PodRecord.CurrentSchemaVersion, path);
        RecordFile.CheckSchema(record, record.Config.SchemaVersion ?? PodConfig.CurrentSchemaVersion, PodConfig.CurrentSchemaVersion, path);
        if (record.Id != id)
        {
            var reason = new InvalidDataException($"It is of pod {record.Id}.");
            throw new RecordException(path, $"'{path}' is not of pod {id}: {reason.Message} It may have been copied.", reason);
        }

        return record;
    }

    public void Write(PodRecord record) => RecordFile.Write(Layout(record.Id).RecordFile, record, BundleJson.Default.PodRecord);

    /// <summary>The files of the namespaces that a pod shares, by their type.</summary>
    public IReadOnlyDictionary<string, string> NamespacesOf(PodRecord pod)
    {
        var layout = Layout(pod.Id);
        return TypesOf(pod.Config).ToDictionary(type => type, layout.NamespaceFile);
    }

    /// <summary>Whether all that a pod shares is there; a reboot leaves nothing of it.</summary>
    public bool HasNamespaces(PodRecord pod) => pod.BootId == BootId.Current && NamespacesOf(pod).Values.All(NamespaceFile.IsPinned);

    /// <summary>The types of namespaces that are pinned for a pod.</summary>
    public static IEnumerable<string> TypesOf(PodConfig config)
    {
        (string Type, bool? IsShared)[] all = [(NamespaceModes.Network, config.ShareNetwork), (NamespaceModes.Ipc, config.ShareIpc), (NamespaceModes.Uts, config.ShareUts)];
        return all.Where(one => one.IsShared != false).Select(one => one.Type);
    }
}
