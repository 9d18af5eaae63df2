using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Diagnostics;

namespace Youki.Runtime.Events;

/// <summary>Writes down what happens to containers and images, each in the journal of its node or of the image directory. No call fails, and none waits for a disk.</summary>
internal sealed class EventRecorder(IOptions<YoukiRuntimeOptions> options, TimeProvider time, EventLog log, RuntimeTelemetry? telemetry = null) : IDisposable
{
    private const string ImageJournal = "events";

    private readonly ConcurrentDictionary<NodeId, Lazy<EventJournal>> _nodes = new();
    private readonly Lazy<EventJournal> _images = new(() => new EventJournal(Path.Combine(options.Value.ImageDirectory, ImageJournal), options.Value.EventJournalSize, time, log));

    /// <summary>Images belong to no node: several bundle directories may share them, so their events lie beside them.</summary>
    public EventJournal Images => _images.Value;

    public EventJournal Of(NodeId node) => _nodes.GetOrAdd(
        node,
        static (node, self) => new Lazy<EventJournal>(() => self.Open(node)),
        this).Value;

    /// <summary>Writes down what has happened to a container.</summary>
    public void Record(ContainerRecord container, EventKind kind, EventDetail? detail = null)
    {
        Of(container.NodeId).Record(EventText.Of(container, kind, detail, time));
        telemetry?.CountEvent(kind, detail?.Reason, detail?.Attributes);
    }

    /// <summary>Writes down what can happen once in a run, unless somebody has: it is marked in the run's directory.</summary>
    /// <param name="container">The container.</param>
    /// <param name="kind">What has happened.</param>
    /// <param name="detail">What else there is to say.</param>
    /// <param name="isLast">Whether nobody can tell it later, because the container goes: then it is written without a mark where it cannot be marked now.</param>
    /// <returns>Whether this call wrote it.</returns>
    public bool RecordOnce(ContainerRecord container, EventKind kind, EventDetail? detail = null, bool isLast = false)
    {
        var mark = new EventMark(new BundleLayout(options.Value.BundleDirectory, container.Id).Run(container.Run).ToldFile, kind);
        var told = EventText.Of(container, kind, detail, time);
        if (!Of(container.NodeId).RecordOnce(told, mark))
        {
            if (!isLast || mark.IsThere())
            {
                return false;
            }

            // It waits for the journal's lock, or is counted as lost.
            Of(container.NodeId).Record(told);
        }

        telemetry?.CountEvent(kind, detail?.Reason, detail?.Attributes);
        return true;
    }

    /// <summary>Writes down the end of a container's current run, if it was started and nobody has. Whoever sees the end calls this, and whoever is about to destroy what tells of it.</summary>
    /// <param name="container">The container.</param>
    /// <param name="run">The run.</param>
    /// <param name="exit">How it ended.</param>
    /// <param name="isLast">Whether nobody can tell it later.</param>
    /// <returns>Whether this call wrote it.</returns>
    public bool RecordExit(ContainerRecord container, RunRecord? run, ContainerExit exit, bool isLast = false)
    {
        if (run?.StartRequestedAt is null || exit.Run != container.Run)
        {
            return false;
        }

        if (exit.Reason == ExitReason.OomKilled || File.Exists(new BundleLayout(options.Value.BundleDirectory, container.Id).Run(container.Run).OomFile))
        {
            RecordOnce(container, EventKind.Oom, new EventDetail { Time = exit.FinishedAt });
        }

        var detail = new EventDetail { Time = exit.FinishedAt, ExitCode = exit.ExitCode, Reason = exit.Reason, Message = exit.ErrorMessage };
        return RecordOnce(container, EventKind.Exited, detail, isLast);
    }

    /// <summary>Writes down what has happened to an image.</summary>
    public void RecordImage(EventKind kind, string image, IReadOnlyDictionary<string, string>? attributes = null) =>
        Images.Record(new StoredEvent { Time = time.GetUtcNow(), Kind = kind, Image = EventText.Cut(image), Attributes = EventText.Cut(attributes) });

    public void Dispose()
    {
        foreach (var node in _nodes.Values.Where(node => node.IsValueCreated))
        {
            node.Value.Dispose();
        }

        if (_images.IsValueCreated)
        {
            _images.Value.Dispose();
        }
    }

    private EventJournal Open(NodeId node) => new(BundleLayout.EventDirectory(options.Value.BundleDirectory, node), options.Value.EventJournalSize, time, log);
}
