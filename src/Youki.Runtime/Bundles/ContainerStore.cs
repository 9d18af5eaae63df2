using System.Collections.Concurrent;
using Youki.Runtime.Native;

namespace Youki.Runtime.Bundles;

/// <summary>
/// The records of all containers. What it remembers holds as long as the file is the same; nothing is remembered before it is on disk.
/// Writers hold the container's lock.
/// </summary>
internal sealed class ContainerStore(string bundleDirectory)
{
    private readonly ConcurrentDictionary<NodeId, NodeRuntimeState> _nodes = new();

    public string BundleDirectory { get; } = bundleDirectory;

    public BundleLayout Layout(ContainerId id) => new(BundleDirectory, id);

    /// <summary>The nodes that this process has initialized.</summary>
    public IReadOnlyList<NodeId> InitializedNodes => [.. _nodes.Values.Where(node => node.IsInitialized).Select(node => node.Id)];

    public NodeRuntimeState Node(NodeId id) => _nodes.GetOrAdd(id, node => new NodeRuntimeState(node));

    /// <summary>Every container on disk, of all nodes. One whose record cannot be read comes with the reason.</summary>
    public IEnumerable<(ContainerId Id, ContainerRecord? Record, RecordException? Error)> ReadAll()
    {
        foreach (var id in BundleLayout.Containers(BundleDirectory))
        {
            ContainerRecord? record = null;
            RecordException? error = null;
            try
            {
                record = TryRead(id);
            }
            catch (RecordException exception)
            {
                error = exception;
            }

            yield return (id, record, error);
        }
    }

    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="RecordException">Its record cannot be read.</exception>
    public ContainerRecord Read(ContainerId id) => TryRead(id) ?? throw new ContainerNotFoundException(id);

    /// <summary>The record of a container; null where there is no such container, or nothing of it but its directory.</summary>
    public ContainerRecord? TryRead(ContainerId id)
    {
        var path = Layout(id).RecordFile;
        if (FileMetadata.TryOf(path) is not { } stamp)
        {
            Forget(id);
            return null;
        }

        foreach (var node in _nodes.Values)
        {
            if (node.Containers.TryGetValue(id, out var known) && known.RecordStamp == stamp)
            {
                return known.Record;
            }
        }

        // Stamped before it is read: if it changes in between, the next look sees another stamp.
        if (RecordFile.Read(path, BundleJson.Default.ContainerRecord) is not { } record)
        {
            return null;
        }

        RecordFile.CheckSchema(record, record.SchemaVersion, ContainerRecord.CurrentSchemaVersion, path);
        if (record.Id != id)
        {
            var reason = new InvalidDataException($"It is of container {record.Id}.");
            throw new RecordException(path, $"'{path}' is not of container {id}: {reason.Message} It may have been copied.", reason);
        }

        RecordFile.CheckSchema(record, record.Config.SchemaVersion ?? ContainerConfig.CurrentSchemaVersion, ContainerConfig.CurrentSchemaVersion, path);
        Node(record.NodeId).Containers[id] = new CachedContainer(stamp, record);
        return record;
    }

    public void Write(ContainerRecord record) => RecordFile.Write(Layout(record.Id).RecordFile, record, BundleJson.Default.ContainerRecord);

    /// <summary>The run's record; null where the run has not come so far.</summary>
    public RunRecord? TryReadRun(ContainerRecord record)
    {
        var path = Layout(record.Id).Run(record.Run).RecordFile;
        if (record.Run == 0 || FileMetadata.TryOf(path) is not { } stamp)
        {
            return null;
        }

        var cached = Node(record.NodeId).Containers.GetValueOrDefault(record.Id);
        if (cached?.Run is { } known && cached.RunStamp == stamp && ReferenceEquals(cached.Record, record))
        {
            return known;
        }

        if (RecordFile.Read(path, BundleJson.Default.RunRecord) is not { } run)
        {
            return null;
        }

        RecordFile.CheckSchema(run, run.SchemaVersion, ContainerRecord.CurrentSchemaVersion, path);
        if (ReferenceEquals(cached?.Record, record))
        {
            Node(record.NodeId).Containers[record.Id] = cached with { Run = run, RunStamp = stamp };
        }

        return run;
    }

    public void WriteRun(ContainerId id, int number, RunRecord run) => RecordFile.Write(Layout(id).Run(number).RecordFile, run, BundleJson.Default.RunRecord);

    public void Forget(ContainerId id)
    {
        foreach (var node in _nodes.Values)
        {
            node.Containers.TryRemove(id, out _);
        }
    }
}
