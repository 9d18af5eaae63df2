using Youki.Runtime.Bench.Images;

namespace Youki.Runtime.Bench;

/// <summary>Times everything, one side after the other in each round, so that a host that slows down slows all of them down.</summary>
internal sealed class Benchmark(BenchOptions options, Workspace workspace)
{
    private const int WarmUp = 10;
    private const int Seed = 1;
    private const int AtOnce = 20;
    private const int RoundsOfMany = 5;

    private static readonly NodeId Node = NodeId.Parse("bench");

    private readonly Measurements _measurements = new();

    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var pulls = new Measurements();
        Measurements? ofImage = null;
        if (options.Images)
        {
            var images = new ImageBenchmark(options, workspace, pulls);
            await images.RunAsync(cancellationToken);
            ofImage = images.ContainerSteps;
        }

        var steps = options.Containers ? await TimeContainersAsync(cancellationToken) : new Measurements();
        await using var host = YoukiRuntime.Create(workspace.Options(options.Runtime, "library"));
        return new Report(Setting(await host.InspectHostAsync(cancellationToken)), _measurements, steps, pulls, ofImage ?? new());
    }

    private async Task<Measurements> TimeContainersAsync(CancellationToken cancellationToken)
    {
        var program = Programs.Find(options.Runtime) ?? throw new InvalidOperationException($"There is no runtime '{options.Runtime}' on PATH.");
        var conmon = Programs.Find("conmon") ?? throw new InvalidOperationException("There is no conmon on PATH.");
        var settings = workspace.Options(program, "library");
        await using var runtime = YoukiRuntime.Create(settings);
        await runtime.InitializeNodeAsync(Node, cancellationToken);
        var library = new LibrarySide(runtime, Node, workspace.Config, _measurements);
        try
        {
            await TimeFirstAsync(library);
            var flavour = (await runtime.InspectHostAsync(cancellationToken)).Runtime?.Flavor ?? Path.GetFileName(program);
            var shell = new ShellSide(conmon, program, await RawBundle.OfAsync(workspace, program, "shell"), _measurements);
            List<ISide> sides = [new RawSide(flavour, program, await RawBundle.OfAsync(workspace, program, "raw"), _measurements)];
            if (flavour != "runc" && Programs.Find("runc") is { } runc)
            {
                sides.Add(new RawSide("runc", runc, await RawBundle.OfAsync(workspace, runc, "runc"), _measurements));
            }

            await TimeRoundsAsync([.. sides, shell, library], cancellationToken);
            for (var round = 0; round < Math.Min(options.Rounds, RoundsOfMany); round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await shell.ManyAsync(AtOnce, settings.MaxConcurrentCreates);
                await library.ManyAsync(AtOnce);
            }

            await new Density(workspace, program, runtime, library, Node, _measurements).RunAsync(options.Rounds, cancellationToken);
            await new ExitNotice(runtime, library, _measurements).RunAsync(options.Rounds, cancellationToken);
            await new StatsCost(runtime, library, _measurements).RunAsync(Math.Min(options.Rounds, RoundsOfMany), cancellationToken);
            var steps = new Steps(settings, workspace.Config, Node);
            await steps.RunAsync(options.Rounds, cancellationToken);
            return steps.Measurements;
        }
        finally
        {
            await library.RemoveAllAsync();
        }
    }

    /// <summary>Before anything else: what a process pays that makes one container and ends, as a command-line tool does.</summary>
    private async Task TimeFirstAsync(LibrarySide library)
    {
        var id = ContainerId.New();
        await _measurements.TimeAsync(Names.FirstRun, () => library.CreateAsync(id, start: true));
        await library.RemoveAsync(id);
    }

    private async Task TimeRoundsAsync(ISide[] sides, CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        for (var round = -WarmUp; round < options.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _measurements.Keeping = round >= 0;
            await _measurements.TimeAsync(Names.Spawn, () => Programs.RunAsync("/bin/true"));

            // In ever new orders, because the kernel still clears up after one side when the next begins; the first that counts makes the order of the table.
            var order = sides.ToArray();
            if (round != 0)
            {
                random.Shuffle(order);
            }

            foreach (var side in order)
            {
                await side.RoundAsync();
            }
        }
    }

    private Dictionary<string, string> Setting(HostReport host) => new()
    {
        ["runtime"] = $"{host.Runtime?.Flavor} {host.Runtime?.Version}, {host.Runtime?.Path}",
        ["monitor"] = $"{host.MonitorVersion ?? "none"}",
        ["host"] = $"{Environment.ProcessorCount} processors, Linux {host.KernelVersion}, cgroups {host.Runtime?.CgroupMode}, .NET {Environment.Version}",
        ["files on"] = workspace.FileSystem,
        ["rounds"] = $"{options.Rounds} after {WarmUp} to warm up, {options.Pulls} pulls after 1; load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}",
    };
}
