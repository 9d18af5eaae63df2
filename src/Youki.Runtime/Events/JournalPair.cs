using Youki.Runtime.Native;

namespace Youki.Runtime.Events;

/// <summary>Reads the journals of a node and of images at once. Of the next events of both, the earlier comes first.</summary>
internal sealed class JournalPair(EventJournal node, EventJournal images, CursorPlaces places, NodeId id) : IDisposable
{
    private readonly JournalReader _nodeReader = node.Read(places.Node);
    private readonly JournalReader _imageReader = images.Read(places.Images);
    private CursorPlaces _places = places;
    private JournalItem? _nextOfNode;
    private JournalItem? _nextOfImages;

    /// <summary>Whether one of the journals was removed.</summary>
    public bool AreGone => _nodeReader.IsGone || _imageReader.IsGone;

    /// <summary>The next event; null where there is none yet.</summary>
    public ContainerEvent? TryRead()
    {
        _nextOfNode ??= _nodeReader.TryRead();
        _nextOfImages ??= _imageReader.TryRead();
        _places = new CursorPlaces(_places.Node ?? _nodeReader.Start, _places.Images ?? _imageReader.Start);
        if (_nextOfNode is { } ofNode && (_nextOfImages is null || ofNode.Event.Time <= _nextOfImages.Event.Time))
        {
            _nextOfNode = null;
            _places = _places with { Node = ofNode.Position };
            return Of(ofNode.Event, id);
        }

        if (_nextOfImages is { } ofImages)
        {
            _nextOfImages = null;
            _places = _places with { Images = ofImages.Position };
            return Of(ofImages.Event, null);
        }

        return null;
    }

    /// <summary>Watches for what is written from now on.</summary>
    public JournalChanges Watch(DirectoryWatcher watcher)
    {
        node.Prepare();
        images.Prepare();
        return new JournalChanges(watcher.Watch(node.Directory), watcher.Watch(images.Directory));
    }

    public void Dispose()
    {
        _nodeReader.Dispose();
        _imageReader.Dispose();
    }

    private ContainerEvent Of(StoredEvent stored, NodeId? node) => new()
    {
        Cursor = _places.ToCursor(),
        Sequence = stored.Sequence,
        Time = stored.Time,
        Kind = stored.Kind,
        NodeId = node,
        ContainerId = stored.Container,
        WorkloadId = stored.Workload,
        Run = stored.Run,
        Name = stored.Name,
        Image = stored.Image,
        Labels = stored.Labels,
        ExecId = stored.ExecId,
        ExitCode = stored.ExitCode,
        Reason = stored.Reason,
        Message = stored.Message,
        Attributes = stored.Attributes,
        LostCount = stored.Lost,
    };
}
