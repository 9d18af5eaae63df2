using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;
using Youki.Runtime.Diagnostics;
using Youki.Runtime.Events;
using Youki.Runtime.Execution;
using Youki.Runtime.Files;
using Youki.Runtime.Images;
using Youki.Runtime.Images.Registry;
using Youki.Runtime.Lifecycle;
using Youki.Runtime.Logs;
using Youki.Runtime.Native;
using Youki.Runtime.Networking;
using Youki.Runtime.Node;
using Youki.Runtime.Processes;
using Youki.Runtime.Resources;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Security;
using Youki.Runtime.Specs;
using Youki.Runtime.Stats;
using Youki.Runtime.Supervision;
using Youki.Runtime.Volumes;

namespace Youki.Runtime.DependencyInjection;

/// <summary>The parts of a runtime, put together in one place, with and without a container of services.</summary>
internal sealed class RuntimeParts : IAsyncDisposable, IDisposable
{
    private readonly DescriptorWaiter _waiter = new();
    private readonly DirectoryWatcher _watcher;
    private readonly RunMaker _runs;
    private readonly YoukiRuntimeOptions _options;
    private readonly EventRecorder _events;
    private int _disposed;

    private RuntimeParts(
        IOptions<YoukiRuntimeOptions> options, ILoggerFactory loggers, TimeProvider time, IEnumerable<ISpecContributor> contributors, IEnumerable<IHostResourceProvider> providers,
        IContainerImages? images, IRegistryHandlerFactory? registryHandlers, IMeterFactory? meters)
    {
        _options = options.Value;
        Telemetry = new RuntimeTelemetry(meters, time);
        _watcher = new DirectoryWatcher(_waiter);
        var runner = new ProcessRunner(loggers.CreateLogger<ProcessRunner>(), time);
        Images = new ImageParts(options, new RegistryClients(_options.Images, registryHandlers, runner, time, loggers), loggers, time, telemetry: Telemetry);
        images ??= Images.Containers;
        var cgroups = CgroupTree.Detect();
        MonitorCgroup = new MonitorCgroup(options, ServiceCgroups.Detect(cgroups.Mode), loggers.CreateLogger<MonitorCgroup>());
        var clients = new OciClients(runner, BundleLayout.CommandLogDirectory(_options.BundleDirectory), _options.CommandTimeout, time);
        var store = new ContainerStore(_options.BundleDirectory);
        var host = new HostProbe();
        var ends = new ProcessEnds(_waiter);
        var observer = new RunObserver(store, cgroups, clients, ends);
        var resources = new HostResources([.. BuiltInProviders(images, loggers), .. providers], loggers.CreateLogger<HostResources>());
        var leftovers = new LeftoverProcesses(options, store, _waiter, time);
        var launchers = new RunLaunchers(new MonitoredLauncher(runner, _watcher, _waiter, MonitorCgroup, time), new DirectLauncher(clients), MonitorCgroup);
        _events = new EventRecorder(options, time, new EventLog(loggers.CreateLogger<EventLog>()), Telemetry);
        Services = new LifecycleServices(
            options,
            store,
            new ContainerLocks(_options.BundleDirectory, time),
            observer,
            new ExitWaiter(store, observer, cgroups, _watcher, ends),
            resources,
            images,
            _events,
            time,
            new LifecycleLog(loggers.CreateLogger<LifecycleLog>()));
        Runtimes = new RuntimeResolver(options, new RuntimeProbe(runner, _options.CommandTimeout), cgroups);
        Monitors = new MonitorResolver(options, runner);
        Signaller = new Signaller(store, cgroups);
        var runFreezer = new RunFreezer(Services, clients, cgroups);
        var cleaner = new RunCleaner(Services, clients, cgroups, leftovers, new ExecMonitors(_waiter, time));
        var remover = new ContainerRemover(Services, cleaner, leftovers, new RecordGuess(options, Runtimes, cgroups, time), MonitorCgroup);
        _runs = new RunMaker(Services, new SpecComposer([.. BuiltIn(), .. contributors]), host, launchers, options);
        Starter = new StartOperation(Services, _runs, cleaner, clients);
        Creator = new CreateOperation(Services, new ImageHolder(Services), _runs, Starter, remover);
        var runEnds = new RunEnds(Services, Signaller);
        Stopper = new StopOperation(Services, runEnds, runFreezer, cleaner);
        Remover = new RemoveOperation(Services, runEnds, remover);
        Freezer = new Freezer(Services, runFreezer);
        Pauser = new PauseOperation(Services, runFreezer, Freezer);
        Execs = new ExecParts(Services, runner, _watcher, _waiter, cgroups, MonitorCgroup, host, loggers);
        Updater = new UpdateOperation(Services, clients, cgroups);
        var trees = new ContainerTrees(images);
        Changes = new ContainerChanges(Services, trees);
        Renamer = new RenameOperation(Services);
        Copies = new CopyOperation(Services, new ContainerRoots(Services, Changes, trees), Changes);
        Commits = new CommitOperation(Services, Changes, Freezer, Images);
        Views = new ContainerViews(Services);
        Telemetry.ObserveRunning(new RunningContainers(store).Count);
        Stats = new StatsMonitor(store, observer, Services.Waiter, cgroups, time);
        Processes = new ContainerProcesses(Services, new ProcessLister(cgroups, time));
        Storage = new StorageReport(Services, Images);
        Logs = new LogReader(store, _watcher, time);
        LogKeeping = new LogKeeping(store, _watcher, _events, options, loggers, time);
        Attacher = new AttachOperation(Services, Logs, new MonitorControl(time));
        Nodes = new NodeParts(options, Services, cleaner, Signaller, _watcher, _waiter, ends, loggers, Duties());
        Images.Puller.Fetched = Nodes.ImageEvents.TellPulled;
        Recovery = new NodeRecovery(Services, remover, cleaner, Freezer, Nodes.Missed, Execs.Sweeper);
        Health = new NodeHealth(options, Runtimes, Monitors, store);
        Inspector = new HostInspector(options, Runtimes, Monitors, host, cgroups, MonitorCgroup, new MonitorCensus(store, MonitorCgroup));
    }

    public LifecycleServices Services { get; }

    public RuntimeResolver Runtimes { get; }

    public MonitorResolver Monitors { get; }

    public MonitorCgroup MonitorCgroup { get; }

    public Signaller Signaller { get; }

    public CreateOperation Creator { get; }

    public StartOperation Starter { get; }

    public StopOperation Stopper { get; }

    public PauseOperation Pauser { get; }

    public Freezer Freezer { get; }

    public UpdateOperation Updater { get; }

    public RemoveOperation Remover { get; }

    public NodeRecovery Recovery { get; }

    public ContainerChanges Changes { get; }

    public CommitOperation Commits { get; }

    public CopyOperation Copies { get; }

    public RenameOperation Renamer { get; }

    public ContainerViews Views { get; }

    public StatsMonitor Stats { get; }

    public ContainerProcesses Processes { get; }

    public LogReader Logs { get; }

    public LogKeeping LogKeeping { get; }

    public AttachOperation Attacher { get; }

    public HostInspector Inspector { get; }

    public NodeHealth Health { get; }

    public NodeParts Nodes { get; }

    public ImageParts Images { get; }

    public ExecParts Execs { get; }

    public StorageReport Storage { get; }

    public RuntimeTelemetry Telemetry { get; }

    public UninterruptedWork Work { get; } = new();

    public static RuntimeParts Build(
        IOptions<YoukiRuntimeOptions> options, ILoggerFactory loggers, TimeProvider time, IEnumerable<ISpecContributor> contributors, IEnumerable<IHostResourceProvider> providers,
        IContainerImages? images = null, IRegistryHandlerFactory? registryHandlers = null, IMeterFactory? meters = null) =>
        new(options, loggers, time, contributors, providers, images, registryHandlers, meters);

    /// <summary>Makes the directories of the options, and refuses those that others may write to.</summary>
    public void PrepareDirectories(RuntimeIdentity runtime)
    {
        PrivateDirectory.Ensure(_options.BundleDirectory, nameof(_options.BundleDirectory));
        PrivateDirectory.Ensure(runtime.Root, nameof(_options.StateDirectory));
        PrivateDirectory.Create(BundleLayout.LockDirectory(_options.BundleDirectory));
        PrivateDirectory.Create(BundleLayout.CommandLogDirectory(_options.BundleDirectory));
    }

    public async ValueTask DisposeAsync()
    {
        await Work.DisposeAsync().ConfigureAwait(false);
        await Nodes.DisposeAsync().ConfigureAwait(false);
        Dispose();
    }

    public void Dispose()
    {
        // A container of services disposes of what it hands out under several names several times.
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Nodes.Dispose();
            _watcher.Dispose();
            _waiter.Dispose();
            _events.Dispose();
            _runs.Dispose();
            Execs.Dispose();
            Images.Registries.Dispose();
            Telemetry.Dispose();
        }
    }

    /// <summary>What the owner of a node does from time to time, besides looking for events that were missed.</summary>
    private NodeDuties Duties() => new([new NodeChore("logs", LogKeeping.Interval, LogKeeping.RunAsync)], [new NodeTask("room for logs", LogKeeping.Guard.RunAsync)]);

    private static IEnumerable<ISpecContributor> BuiltIn() =>
    [
        new DefaultsContributor(), new ProcessDefaultsContributor(), new ImageContributor(), new ImageVolumesContributor(), new ProcessContributor(), new RootfsContributor(),
        new SecurityContributor(), new HostnameContributor(), new ResourcesContributor(), new AnnotationsContributor(),
    ];

    private static IEnumerable<IHostResourceProvider> BuiltInProviders(IContainerImages images, ILoggerFactory loggers) =>
    [
        new ImageProvider(images), new RootfsProvider(images, loggers.CreateLogger<RootfsProvider>()), new ImageVolumesProvider(),
    ];
}
