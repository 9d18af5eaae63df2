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

        foreach (var (_, node) in _nodes)
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
        Node(record.NodeId).Containers[id] = new CachedContainer(stamp, record, Layout(id).Run(record.Run));
        return record;
    }

    public void Write(ContainerRecord record) => RecordFile.Write(Layout(record.Id).RecordFile, record, BundleJson.Default.ContainerRecord);

    /// <summary>The run's record; null where the run has not come so far.</summary>
    public RunRecord? TryReadRun(ContainerRecord record)
    {
        var cached = TryGetCached(record);
        var path = cached?.RunFile ?? Layout(record.Id).Run(record.Run).RecordFile;
        if (record.Run == 0 || FileMetadata.TryOf(path) is not { } stamp)
        {
            return null;
        }

        if (cached?.Run is { } known && cached.RunStamp == stamp)
        {
            return known;
        }

        if (RecordFile.Read(path, BundleJson.Default.RunRecord) is not { } run)
        {
            return null;
        }

        RecordFile.CheckSchema(run, run.SchemaVersion, ContainerRecord.CurrentSchemaVersion, path);
        if (cached is not null)
        {
            Node(record.NodeId).Containers[record.Id] = cached with { Run = run, RunStamp = stamp };
        }

        return run;
    }

    /// <summary>How the run has ended, which stays as it is for as long as the monitor's exit file does: it is put together once. Null: there is no such file.</summary>
    /// <param name="record">The container.</param>
    /// <param name="read">Puts it together; null where the file went away.</param>
    public ContainerExit? TryReadExit(ContainerRecord record, Func<RunLayout, FileStatus, ContainerExit?> read)
    {
        var cached = TryGetCached(record);
        if (FileMetadata.TryOf(cached?.ExitFile ?? Layout(record.Id).Run(record.Run).ExitFile) is not { } stamp)
        {
            return null;
        }

        if (cached?.Exit is { } known && cached.ExitStamp == stamp)
        {
            return known;
        }

        var exit = read(Layout(record.Id).Run(record.Run), stamp);
        if (exit is not null && TryGetCached(record) is { } current)
        {
            Node(record.NodeId).Containers[record.Id] = current with { Exit = exit, ExitStamp = stamp };
        }

        return exit;
    }

    public void WriteRun(ContainerId id, int number, RunRecord run) => RecordFile.Write(Layout(id).Run(number).RecordFile, run, BundleJson.Default.RunRecord);

    public void Forget(ContainerId id)
    {
        foreach (var (_, node) in _nodes)
        {
            node.Containers.TryRemove(id, out _);
        }
    }

    /// <summary>What is remembered beside this very record.</summary>
    private CachedContainer? TryGetCached(ContainerRecord record) =>
        Node(record.NodeId).Containers.TryGetValue(record.Id, out var cached) && ReferenceEquals(cached.Record, record) ? cached : null;
}
