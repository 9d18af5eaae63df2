using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Cli;
using Youki.Runtime.Execution;

namespace Youki.Runtime.IntegrationTests.Cli;

/// <summary>A real runtime with a root, a bundle and a cgroup of its own, for one test. Nothing of it is left afterwards.</summary>
internal sealed class RuntimeSession : IAsyncDisposable
{
    private const string Busybox = "/bin/busybox";
    private const string CgroupParent = "youki-runtime-tests";

    private readonly List<ContainerId> _ids = [];

    private RuntimeSession(string program)
    {
        Runner = new(NullLogger<ProcessRunner>.Instance, TimeProvider.System);
        Root = Directory.CreateTempSubdirectory("youki-runtime-test-").FullName;
        Handle = new() { Dialect = RuntimeDialect.Of(Path.GetFileName(program)), Path = program, Root = At("state"), LogDirectory = At("logs") };
        Cli = new(Runner, Handle, TimeProvider.System);
        Directory.CreateDirectory(At("rootfs/bin"));
        Directory.CreateDirectory(At("rootfs/proc"));
        Directory.CreateDirectory(At("rootfs/dev"));
        File.Copy(Busybox, At("rootfs/bin/busybox"));
        foreach (var applet in new[] { "sh", "sleep", "true", "echo", "cat" })
        {
            File.CreateSymbolicLink(At($"rootfs/bin/{applet}"), "busybox");
        }

        File.WriteAllText(At("rootfs/bin/plain"), "text");
    }

    public ProcessRunner Runner { get; }

    public RuntimeHandle Handle { get; }

    public OciCli Cli { get; }

    public string Root { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static RuntimeSession Open(string runtime)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Containers need root here.");
        Assert.SkipUnless(File.Exists(Busybox), $"There is no {Busybox}.");
        var program = RuntimePrograms.Find(runtime);
        Assert.SkipUnless(program is not null, $"There is no {runtime} on this host.");
        return new(program!);
    }

    public string At(string name) => Path.Combine(Root, name);

    public string Output(ContainerId id) => At($"{id}.out");

    /// <summary>Writes a bundle and makes a container of it.</summary>
    public async Task<ContainerId> CreateAsync(params string[] command)
    {
        var id = Bundle(command);
        await Cli.CreateAsync(new() { Id = id, Bundle = At(id.Value), PidFile = At($"{id}.pid") }, new() { File = Output(id) }, cancellationToken: Token);
        return id;
    }

    public ContainerId Bundle(params string[] command)
    {
        var id = ContainerId.New();
        _ids.Add(id);
        Directory.CreateDirectory(At(id.Value));
        File.WriteAllText(
            At($"{id}/config.json"),
            $$$"""
            {"ociVersion":"1.0.2","process":{{{Process(command)}}},"root":{"path":"{{{At("rootfs")}}}"},"hostname":"test",
            "mounts":[{"destination":"/proc","type":"proc","source":"proc"},{"destination":"/dev","type":"tmpfs","source":"tmpfs"}],"annotations":{"test":"yes"},
            "linux":{"cgroupsPath":"/{{{CgroupParent}}}/{{{id}}}","resources":{"pids":{"limit":64}},
            "namespaces":[{"type":"pid"},{"type":"ipc"},{"type":"uts"},{"type":"mount"}]}}
            """);
        return id;
    }

    public string ProcessFile(params string[] command)
    {
        var path = At($"process-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, Process(command));
        return path;
    }

    public async Task<OciState> WaitStoppedAsync(ContainerId id)
    {
        await EventuallyAsync(async () => (await Cli.StateAsync(id, Token)).Status == ContainerState.Stopped);
        return await Cli.StateAsync(id, Token);
    }

    public static Task EventuallyAsync(Func<bool> condition) => EventuallyAsync(() => Task.FromResult(condition()));

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var left = 300; !await condition(); left--)
        {
            left.Should().BePositive("it should have come to pass");
            await Task.Delay(50, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _ids)
        {
            await DeleteAsync(id);
        }

        (await Cli.ListAsync()).Should().BeEmpty();
        Directory.GetFiles(Handle.LogDirectory).Should().BeEmpty("every call removes its log");
        _ids.SelectMany(CgroupsOf).Should().BeEmpty("delete removes the cgroup");
        Directory.Delete(Root, recursive: true);
    }

    private static string Process(string[] command)
    {
        var arguments = string.Join(',', command.Select(argument => '"' + argument.Replace("\"", "\\\"", StringComparison.Ordinal) + '"'));
        return $$"""{"terminal":false,"user":{"uid":0,"gid":0},"args":[{{arguments}}],"env":["PATH=/bin"],"cwd":"/"}""";
    }

    private static IEnumerable<string> CgroupsOf(ContainerId id) => Directory.EnumerateDirectories("/sys/fs/cgroup")
        .Append("/sys/fs/cgroup")
        .Select(controller => Path.Combine(controller, CgroupParent, id.Value))
        .Where(Directory.Exists);

    private async Task DeleteAsync(ContainerId id)
    {
        for (var left = 20; ; left--)
        {
            try
            {
                await Cli.DeleteAsync(new() { Id = id, Force = true });
                return;
            }
            catch (RuntimeCommandException) when (left > 0)
            {
                // The kernel may take a while to end the last process, and the cgroup is busy until then.
                await Task.Delay(100);
            }
        }
    }
}
