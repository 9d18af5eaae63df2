using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Youki.Runtime.Events;
using Youki.Runtime.Lifecycle;
using Youki.Runtime.Native;
using Youki.Runtime.Node;

namespace Youki.Runtime.DependencyInjection;

/// <summary>What looks after nodes: the journals' readers, the owner and its chores.</summary>
internal sealed class NodeParts : IAsyncDisposable, IDisposable
{
    /// <summary>How soon an end is told that the watching has missed, or memory that has run out in a container that goes on.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(30);

    /// <param name="options">Whether nodes are owned.</param>
    /// <param name="services">What operations use.</param>
    /// <param name="cleaner">Gives back what a run held.</param>
    /// <param name="signaller">Kills what has lost its monitor, where the options say so.</param>
    /// <param name="watcher">Watches directories.</param>
    /// <param name="waiter">Waits for descriptors.</param>
    /// <param name="ends">Tells of ends of processes.</param>
    /// <param name="loggers">Where it is told.</param>
    /// <param name="others">What else the owner does.</param>
    public NodeParts(
        IOptions<YoukiRuntimeOptions> options, LifecycleServices services, RunCleaner cleaner, Signaller signaller, DirectoryWatcher watcher, DescriptorWaiter waiter, ProcessEnds ends,
        ILoggerFactory loggers, NodeDuties others)
    {
        Watch = new EventWatch(services.Events, watcher, services.Time);
        Missed = new MissedEvents(services);
        ImageEvents = new ImageEvents(services.Events);
        var duties = new NodeDuties(
            [new NodeChore("missed events", LookInterval, Missed.TellAsync), .. others.Chores],
            [new NodeTask("watching runs", new RunWatch(services, cleaner, new LostMonitors(services, signaller), ends, watcher).RunAsync), .. others.Tasks]);
        Owners = new NodeOwners(options, duties, waiter, services.Time, new NodeLog(loggers.CreateLogger<NodeLog>()));
    }

    public EventWatch Watch { get; }

    public MissedEvents Missed { get; }

    public ImageEvents ImageEvents { get; }

    public NodeOwners Owners { get; }

    public ValueTask DisposeAsync() => Owners.DisposeAsync();

    public void Dispose() => Owners.Dispose();
}
