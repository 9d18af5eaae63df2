using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>The host process dies at every line of its log: before each step, and after each with the effect done and nothing written down.</summary>
public sealed class HostKillTests
{
    private const string Loop = "trap 'exit 3' TERM; while :; do sleep 0.02; done";
    private static readonly ContainerId Id = ContainerId.Parse("web");

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public Task Killed_in_create(string flavor) => KillAtEveryLineAsync(flavor, _ => Task.CompletedTask, ["create", "web", BusyboxImage.Reference, Loop], 9);

    // What is added here does not depend on the runtime.
    [Fact]
    public Task Killed_in_create_from_an_image() => KillAtEveryLineAsync("youki", _ => Task.CompletedTask, ["create", "web", LayeredImage.Reference, Loop], 10, AssertNothingIsKeptAsync);

    // Before its file is made, when it is whole, and when it is mounted.
    [Theory]
    [InlineData("mkfs.ext4")]
    [InlineData("820 Made")]
    [InlineData("create, step spec")]
    public Task Killed_in_create_with_a_limited_layer(string line) =>
        KillAtAsync("youki", _ => Task.CompletedTask, ["create-limited", "web", BusyboxImage.Reference, Loop], line, line, AssertNoLoopDeviceIsLeft);

    [Theory]
    [InlineData("remove, step release")]
    [InlineData("remove, step files")]
    public Task Killed_in_remove_of_a_limited_layer(string line) => KillAtAsync(
        "youki", node => node.CreateAsync(TestNode.Shell(Loop) with { ResourceRequests = new() { DiskMb = 16 } }, id: "web"), ["remove", "web"], line, line, AssertNoLoopDeviceIsLeft);

    // Between the taking of volumes and mounts and their use, and before and after they are given back.
    [Theory]
    [InlineData("create, step spec")]
    [InlineData("create, step launch")]
    [InlineData("create, step run")]
    public Task Killed_in_create_with_mounts(string step) => KillAtAsync("youki", _ => Task.CompletedTask, ["create-mounts", "web", BusyboxImage.Reference, Loop], step, step, async (node, next) =>
    {
        node.Mounts().Should().BeEmpty();
        var whole = (await next.ListVolumesAsync(cancellationToken: TestNode.Token)).Select(volume => volume.Name);
        Directory.EnumerateDirectories(node.At("volumes")).Select(Path.GetFileName).Should().BeSubsetOf([".locks", .. whole]);
    });

    [Fact]
    public Task Killed_in_remove_of_an_image_s_last_user() => KillAtEveryLineAsync(
        "youki",
        async node =>
        {
            await node.CreateAsync(TestNode.Shell(Loop) with { Image = LayeredImage.Reference }, id: "web");
            await node.Runtime.RemoveImageAsync(LayeredImage.Reference, new() { Force = true }, TestNode.Token);
        },
        ["remove", "web"],
        5,
        AssertNothingIsKeptAsync);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public Task Killed_in_start(string flavor) => KillAtEveryLineAsync(flavor, node => node.CreateAsync(TestNode.Shell(Loop), start: false, "web"), ["start", "web"], 3);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public Task Killed_in_start_of_a_stopped_one(string flavor) => KillAtEveryLineAsync(
        flavor,
        async node => await node.Runtime.WaitContainerAsync(await node.CreateAsync(TestNode.Shell("true"), id: "web"), TestNode.Token),
        ["start", "web"],
        8);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public Task Killed_in_stop(string flavor) => KillAtEveryLineAsync(flavor, async node => await node.SaysAsync(await node.CreateAsync(TestNode.Shell($"echo up; {Loop}"), id: "web"), "up"), ["stop", "web"], 3);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public Task Killed_in_remove(string flavor) => KillAtEveryLineAsync(flavor, node => node.CreateAsync(TestNode.Shell(Loop), id: "web"), ["remove", "web"], 5);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public Task Killed_in_recovery_of_a_half_made_one(string flavor) => KillAtEveryLineAsync(
        flavor, node => KillAtStepAsync(node, "create, step run", "create", "web", BusyboxImage.Reference, Loop), ["recover"], 4);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public Task Killed_in_recovery_of_a_half_made_run(string flavor) => KillAtEveryLineAsync(
        flavor,
        async node =>
        {
            await node.Runtime.WaitContainerAsync(await node.CreateAsync(TestNode.Shell("true"), id: "web"), TestNode.Token);
            await KillAtStepAsync(node, "start, step run", "start", "web");
        },
        ["recover"],
        2);

    /// <summary>Lines are counted by a run that is not killed, so that a new step is covered as soon as it is there.</summary>
    private static async Task KillAtEveryLineAsync(string flavor, Func<TestNode, Task> prepare, string[] operation, int steps, Func<TestNode, YoukiRuntime, Task>? check = null)
    {
        string[] lines;
        await using (var node = await TestNode.OpenAsync(flavor))
        {
            await prepare(node);
            lines = await LinesAsync(node, operation);
            lines.Count(line => line.StartsWith("500 ", StringComparison.Ordinal)).Should().BeGreaterThanOrEqualTo(steps);
        }

        for (var line = 0; line < lines.Length; line++)
        {
            await KillAtAsync(flavor, prepare, operation, $"{line}", lines[line], check);
        }
    }

    private static async Task KillAtAsync(string flavor, Func<TestNode, Task> prepare, string[] operation, string line, string text, Func<TestNode, YoukiRuntime, Task>? check)
    {
        var node = await TestNode.OpenAsync(flavor);
        try
        {
            await prepare(node);
            var code = (await ChildProcess.KillAsync(node, line, operation)).ExitCode;

            // The last line of some runs does not come in others; one that is named must.
            code.Should().BeOneOf(ChildProcess.Killed, line == text ? ChildProcess.Killed : 0);
            var next = await RecoverAsync(node);
            await (check?.Invoke(node, next) ?? Task.CompletedTask);
            await node.DisposeAsync();
        }
        catch (Exception exception)
        {
            // Whatever is left must not disturb the next; why it is left counts more than that it could not be removed.
            await Outcome.OfAsync(() => node.DisposeAsync().AsTask());
            throw new InvalidOperationException($"Killed in place of line {line}, '{text}', below {node.Path}.", exception);
        }
    }

    private static Task AssertNoLoopDeviceIsLeft(TestNode node, YoukiRuntime next)
    {
        LoopDevices.Of(node).Should().BeEmpty();
        return Task.CompletedTask;
    }

    /// <summary>What the next process does.</summary>
    private static async Task<YoukiRuntime> RecoverAsync(TestNode node)
    {
        var next = await node.OpenRuntimeAsync();

        // What a command has logged for a caller that is dead now is swept when it is hours old.
        foreach (var log in Directory.EnumerateFiles(Path.Combine(node.Options.BundleDirectory, ".commands")))
        {
            File.Delete(log);
        }

        var known = await next.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        if (known.Count == 0)
        {
            node.AssertNothingIsLeft();
            return next;
        }

        known.Should().ContainSingle().Which.State.Should().BeOneOf(ContainerState.Created, ContainerState.Running, ContainerState.Stopped);
        if (known[0].State != ContainerState.Running)
        {
            await next.StartContainerAsync(Id, TestNode.Token);
        }

        await next.StopContainerAsync(Id, new StopOptions { Timeout = TimeSpan.FromSeconds(5) }, TestNode.Token);
        (await next.GetContainerStatusAsync(Id, TestNode.Token)).Should().BeEquivalentTo(new { State = ContainerState.Stopped }).And.Match<ContainerStatus>(status => status.ExitCode != null);
        await next.RemoveContainerAsync(Id, new RemoveOptions { Force = true }, TestNode.Token);
        node.AssertNothingIsLeft();
        return next;
    }

    /// <summary>Once nobody uses any image, all of the store can go.</summary>
    private static async Task AssertNothingIsKeptAsync(TestNode node, YoukiRuntime next)
    {
        await next.PruneImagesAsync(new() { All = true }, TestNode.Token);
        new[] { "blobs", "layers", "leases", "ingest" }.Select(name => Path.Combine(node.Options.ImageDirectory, name)).Where(Directory.Exists)
            .SelectMany(path => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)).Should().BeEmpty("no container and no pull uses any of it");
    }

    private static async Task<string[]> LinesAsync(TestNode node, params string[] operation)
    {
        var result = await ChildProcess.RunAsync(node, operation);
        result.ExitCode.Should().Be(0, result.Stderr);
        return result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task KillAtStepAsync(TestNode node, string step, params string[] operation) =>
        (await ChildProcess.KillAsync(node, step, operation)).ExitCode.Should().Be(ChildProcess.Killed, "the step '{0}' should come", step);
}
