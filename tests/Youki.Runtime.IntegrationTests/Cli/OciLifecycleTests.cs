namespace Youki.Runtime.IntegrationTests.Cli;

/// <summary>From create to delete, on real runtimes.</summary>
public sealed class OciLifecycleTests
{
    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task A_container_is_made_started_killed_and_removed(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = await session.CreateAsync("sh", "-c", "echo out; echo err >&2; exec sleep 1000");

        var created = await session.Cli.StateAsync(id, RuntimeSession.Token);
        await session.Cli.StartAsync(id, RuntimeSession.Token);
        var running = await session.Cli.StateAsync(id, RuntimeSession.Token);
        await RuntimeSession.EventuallyAsync(() => File.ReadAllText(session.Output(id)).EndsWith("err\n", StringComparison.Ordinal));
        await session.Cli.KillAsync(new() { Id = id, Signal = Signal.Kill }, RuntimeSession.Token);
        var stopped = await session.WaitStoppedAsync(id);
        await session.Cli.DeleteAsync(new() { Id = id }, cancellationToken: RuntimeSession.Token);

        created.Should().BeEquivalentTo(new { Id = id.Value, Status = ContainerState.Created, Bundle = session.At(id.Value) });
        created.Annotations.Should().Contain("test", "yes");
        created.Pid.Should().Be(int.Parse(File.ReadAllText(session.At($"{id}.pid"))));
        created.Created.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        running.Should().BeEquivalentTo(new { Status = ContainerState.Running, created.Pid });
        stopped.Pid.Should().BeNull();
        await Throws<ContainerNotFoundException>(() => session.Cli.StateAsync(id, RuntimeSession.Token));
        File.ReadAllText(session.Output(id)).Should().Be("out\nerr\n");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task What_comes_at_the_wrong_time_is_refused(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = await session.CreateAsync("sleep", "1000");

        await Throws<ContainerExistsException>(() => session.Cli.CreateAsync(new() { Id = id, Bundle = session.At(id.Value) }, new() { File = session.Output(id) }, cancellationToken: RuntimeSession.Token));
        await session.Cli.StartAsync(id, RuntimeSession.Token);
        (await Throws<ContainerStatusException>(() => session.Cli.StartAsync(id, RuntimeSession.Token))).State.Should().Be(ContainerState.Running);
        (await Throws<ContainerStatusException>(() => session.Cli.DeleteAsync(new() { Id = id }, cancellationToken: RuntimeSession.Token))).State.Should().Be(ContainerState.Running);
        await Throws<ContainerStatusException>(() => session.Cli.ResumeAsync(id, RuntimeSession.Token));
        await session.Cli.KillAsync(new() { Id = id, Signal = Signal.Kill, All = true }, RuntimeSession.Token);
        await session.WaitStoppedAsync(id);
        (await Throws<ContainerStatusException>(() => session.Cli.KillAsync(new() { Id = id, Signal = Signal.Term }, RuntimeSession.Token))).State.Should().Be(ContainerState.Stopped);
        (await Throws<ContainerStatusException>(() => session.Cli.StartAsync(id, RuntimeSession.Token))).State.Should().Be(ContainerState.Stopped);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task What_is_not_there_is_not_found(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var (cli, token) = (session.Cli, RuntimeSession.Token);
        var id = ContainerId.New();

        Func<Task>[] calls =
        [
            () => cli.StartAsync(id, token), () => cli.StateAsync(id, token), () => cli.KillAsync(new() { Id = id, Signal = Signal.Term }, token),
            () => cli.DeleteAsync(new() { Id = id }, null, token), () => cli.PauseAsync(id, token), () => cli.ResumeAsync(id, token),
            () => cli.ProcessesAsync(id, token), () => cli.UpdateAsync(id, "{}"u8.ToArray(), token), () => cli.StatisticsAsync(id, token),
            () => cli.ExecAsync(new() { Id = id, ProcessFile = session.ProcessFile("true") }, cancellationToken: token),
            () => cli.CheckpointAsync(new() { Id = id, ImagePath = session.At("image") }, null, token),
        ];

        foreach (var call in calls)
        {
            (await Throws<ContainerNotFoundException>(call)).ContainerId.Should().Be(id);
        }

        await cli.DeleteAsync(new() { Id = id, Force = true }, null, token);
    }

    [Theory]
    [InlineData("youki", "no-such-command", StartFailure.CommandNotFound)]
    [InlineData("youki", "/bin/plain", StartFailure.CommandNotExecutable)]
    [InlineData("runc", "no-such-command", StartFailure.CommandNotFound)]
    [InlineData("runc", "/bin/no-such-command", StartFailure.CommandNotFound)]
    [InlineData("runc", "/bin/plain", StartFailure.CommandNotExecutable)]
    public async Task A_command_that_cannot_be_started_says_why(string runtime, string command, StartFailure failure)
    {
        await using var session = RuntimeSession.Open(runtime);

        var error = await Throws<ContainerStartException>(() => session.CreateAsync(command));

        error.Failure.Should().Be(failure);
        error.Message.Should().Contain(command);
        error.InnerException.Should().BeOfType<RuntimeCommandException>().Which.LogTail.Should().Contain(command);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task A_bundle_that_is_not_there_is_an_error(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = ContainerId.New();

        var error = await Throws<RuntimeCommandException>(
            () => session.Cli.CreateAsync(new() { Id = id, Bundle = session.At("none") }, new() { File = session.Output(id) }, cancellationToken: RuntimeSession.Token));

        error.Should().BeEquivalentTo(new { Verb = "create", ExitCode = 1 });
        error.Message.ToUpperInvariant().Should().Contain("NO SUCH FILE OR DIRECTORY");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task List_shows_every_container(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var first = await session.CreateAsync("sleep", "1000");
        var second = await session.CreateAsync("sleep", "1000");
        await session.Cli.StartAsync(second, RuntimeSession.Token);

        var states = await session.Cli.ListAsync(RuntimeSession.Token);

        states.Select(state => (state.Id, state.Status)).Should().BeEquivalentTo([(first.Value, ContainerState.Created), (second.Value, ContainerState.Running)]);
    }

    private static async Task<T> Throws<T>(Func<Task> call)
        where T : Exception => (await call.Should().ThrowAsync<T>()).Which;
}
