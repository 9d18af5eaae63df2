using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Youki.Runtime.IntegrationTests.Cli;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>
/// A node with directories and cgroups of its own, for one test. When it is disposed of, all its containers are removed, and it proves that no mount, process,
/// cgroup, runtime state or file of them is left.
/// </summary>
internal sealed class TestNode : IAsyncDisposable
{
    private const string CgroupRoot = "/sys/fs/cgroup";

    private readonly List<YoukiRuntime> _runtimes = [];

    private TestNode(string flavor, string program, Action<YoukiRuntimeOptions>? configure)
    {
        Flavor = flavor;
        Path = Directory.CreateTempSubdirectory("youki-runtime-test-").FullName;
        CgroupParent = $"/youki-runtime-tests/{System.IO.Path.GetFileName(Path)}";
        Options = new YoukiRuntimeOptions
        {
            Runtime = program,
            StateDirectory = At("state/youki"),
            BundleDirectory = At("bundles"),
            ImageDirectory = At("images"),
            CgroupParent = CgroupParent,
            UserNamespaces = new IdPoolOptions { FirstId = UserNamespaces.UserNamespaceNode.First, Count = UserNamespaces.UserNamespaceNode.Count, Directory = At("id-ranges") },
        };
        configure?.Invoke(Options);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Flavor { get; }

    /// <summary>The directory of everything that the node has.</summary>
    public string Path { get; }

    public string CgroupParent { get; }

    public YoukiRuntimeOptions Options { get; }

    public NodeId Id { get; } = NodeId.Parse("test-node");

    /// <summary>The first runtime that was made for the node.</summary>
    public YoukiRuntime Runtime => _runtimes[0];

    public static CreateContainerOptions NotStarted => new() { NodeId = NodeId.Parse("test-node"), Start = false };

    /// <summary>Opens a node and initializes it. The test is skipped where the host cannot run containers.</summary>
    public static async Task<TestNode> OpenAsync(string flavor, Action<YoukiRuntimeOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "containers need root here");
        Assert.SkipUnless(File.Exists("/bin/busybox"), "busybox-static is not installed");
        var program = RuntimePrograms.Find(flavor);
        Assert.SkipUnless(program is not null, $"{flavor} is not on this host");
        var node = new TestNode(flavor, program!, configure);
        await node.OpenRuntimeAsync(loggers);
        return node;
    }

    /// <summary>Another runtime on the same directories, as another process would have.</summary>
    public Task<YoukiRuntime> OpenRuntimeAsync(ILoggerFactory? loggers = null) => UseAsync(YoukiRuntime.Create(Options, loggers));

    /// <summary>Initializes a runtime that was made for this node's options, and disposes of it with the node.</summary>
    public async Task<YoukiRuntime> UseAsync(YoukiRuntime runtime)
    {
        _runtimes.Add(runtime);
        await runtime.InitializeNodeAsync(Id, Token);
        return runtime;
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public string Bundle(ContainerId id) => System.IO.Path.Combine(Options.BundleDirectory, id.Value);

    public static ContainerConfig Config(params string[] command) => new() { Image = BusyboxImage.Reference, Command = command };

    public static ContainerConfig Shell(string script) => Config("/bin/sh", "-c", script);

    public Task<ContainerId> CreateAsync(ContainerConfig config, bool start = true, string? id = null) => Runtime.CreateContainerAsync(
        config, new CreateContainerOptions { NodeId = Id, Start = start, ContainerId = id is null ? null : ContainerId.Parse(id) }, Token);

    /// <summary>Runs a script to its end; its exit, standard output and standard error.</summary>
    public async Task<(ContainerExit Exit, string Output, string Error)> RunAsync(ContainerConfig config)
    {
        var id = await CreateAsync(config);
        var exit = await Runtime.WaitContainerAsync(id, Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
        var (output, error) = await OutputAsync(id);
        await Runtime.RemoveContainerAsync(id, cancellationToken: Token);
        return (exit, output, error);
    }

    /// <summary>What a container has written so far.</summary>
    public async Task<(string Output, string Error)> OutputAsync(ContainerId id)
    {
        var (output, error) = (new StringBuilder(), new StringBuilder());
        await foreach (var entry in Runtime.ReadLogsAsync(id, cancellationToken: Token))
        {
            (entry.Stream == OutputSource.Stdout ? output : error).Append(Encoding.UTF8.GetString(entry.Content.Span)).Append(entry.Partial ? "" : "\n");
        }

        return (output.ToString(), error.ToString());
    }

    /// <summary>The way into a container's standard input; disposing of it ends this client's input.</summary>
    public async Task<Stream> InputAsync(ContainerId id) => (await Runtime.AttachAsync(id, new AttachOptions { Input = true }, Token)).Input!;

    public async Task<ContainerState> StateAsync(ContainerId id) => (await Runtime.GetContainerStatusAsync(id, Token)).State;

    /// <summary>Waits for something that comes to pass outside of this process; it fails after 15 seconds.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (var left = 600; !await condition(); left--)
        {
            left.Should().BePositive("this should have come to pass: {0}", what);
            await Task.Delay(25, Token);
        }
    }

    /// <summary>Waits until the container has written a line.</summary>
    public Task SaysAsync(ContainerId id, string text) => EventuallyAsync(async () => (await OutputAsync(id)).Output.Contains(text, StringComparison.Ordinal), $"the container says '{text}'");

    public async ValueTask DisposeAsync()
    {
        var runtime = _runtimes.Count > 0 ? _runtimes[^1] : null;
        if (runtime is not null && Directory.Exists(Options.BundleDirectory))
        {
            foreach (var pod in await runtime.ListPodsAsync(Id, cancellationToken: CancellationToken.None))
            {
                await runtime.RemovePodAsync(pod.Id, new RemovePodOptions { Force = true }, CancellationToken.None);
            }

            foreach (var id in Directory.EnumerateDirectories(Options.BundleDirectory).Select(System.IO.Path.GetFileName).Where(name => !name!.StartsWith('.')))
            {
                await runtime.RemoveContainerAsync(ContainerId.Parse(id!), new RemoveOptions { Force = true }, CancellationToken.None);
            }
        }

        foreach (var each in _runtimes)
        {
            await each.DisposeAsync();
        }

        try
        {
            await Task.Run(AssertNothingIsLeft);
        }
        finally
        {
            foreach (var directory in CgroupDirectories())
            {
                await Task.Run(() => DeleteCgroup(directory));
            }

            FileTree.Delete(Path, CancellationToken.None);
        }
    }

    /// <summary>Proves that nothing of any container of this node is left.</summary>
    public void AssertNothingIsLeft()
    {
        Mounts().Should().BeEmpty("every mount below the node's directory is given back");
        CgroupDirectories().SelectMany(Directory.EnumerateDirectories).Should().BeEmpty("every container's cgroup is removed");
        RuntimeStates().Should().BeEmpty("the runtime's own state is removed");
        Files().Should().BeEmpty("only the node's own directories stay");
        (File.Exists(At("id-ranges/ranges.json")) ? File.ReadAllText(At("id-ranges/ranges.json")) : "").Should().NotContain("containerId", "all ids are given back");

        // A monitor ends a moment after its container, and whoever adopted it may reap it late.
        for (var left = 100; Processes().Count > 0; left--)
        {
            left.Should().BePositive("no process of the node should live on: {0}", string.Join("; ", Processes()));
            Thread.Sleep(50);
        }
    }

    public IReadOnlyList<string> Mounts() => [.. MountTable.Read().Select(mount => mount.MountPoint).Where(path => path.StartsWith(Path + "/", StringComparison.Ordinal))];

    public IReadOnlyList<string> Processes() =>
    [
        .. ProcessTable.All()
            .Where(process => process.Process.Pid != Environment.ProcessId && process.Arguments.Any(argument => argument.Contains(Path, StringComparison.Ordinal)))
            .Select(process => $"{process.Process.Pid} {string.Join(' ', process.Arguments)}"),
    ];

    public IReadOnlyList<string> RuntimeStates() => Directory.Exists(At("state"))
        ? [.. Directory.EnumerateDirectories(At("state")).SelectMany(Directory.EnumerateDirectories)]
        : [];

    public IReadOnlyList<string> Files() => Directory.Exists(Options.BundleDirectory)
        ?
        [
            .. Directory.EnumerateFileSystemEntries(Options.BundleDirectory)

                // Events of containers outlive these.
                .Where(entry => System.IO.Path.GetFileName(entry) != ".nodes")
                .SelectMany(entry => System.IO.Path.GetFileName(entry).StartsWith('.') ? Directory.EnumerateFileSystemEntries(entry) : [entry])

                // Its locks are files of pods too, and go with them.
                .SelectMany(entry => System.IO.Path.GetFileName(entry) == ".locks" && Directory.Exists(entry) ? Directory.EnumerateFileSystemEntries(entry) : [entry]),
        ]
        : [];

    /// <summary>A process that has ended is in its cgroup a moment longer.</summary>
    private static void DeleteCgroup(string directory)
    {
        for (var left = 100; ; left--)
        {
            try
            {
                Directory.Delete(directory);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(50);
            }
        }
    }

    private List<string> CgroupDirectories() =>
    [
        .. Directory.EnumerateDirectories(CgroupRoot)
        .Where(hierarchy => new DirectoryInfo(hierarchy).LinkTarget is null)
        .Append(CgroupRoot)
        .Select(hierarchy => hierarchy + CgroupParent)
        .Where(Directory.Exists),
    ];
}
