using System.Text;
using Youki.Runtime.Cli;
using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;

namespace Youki.Runtime.IntegrationTests.Cli;

/// <summary>What can be done with a running container, on real runtimes.</summary>
public sealed class OciRunningTests
{
    [Theory]
    [InlineData("youki", 9)]
    [InlineData("runc", 137)]
    public async Task Exec_returns_what_the_process_does(string runtime, int killed)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = await StartedAsync(session);

        var result = await ExecAsync(session, id, "sh", "-c", "echo out; echo err >&2; exit 3");
        var signalled = await ExecAsync(session, id, "sh", "-c", "kill -9 $$");
        var failed = await ExecAsync(session, id, "sh", "-c", "exit 255");

        result.Should().BeEquivalentTo(new { ExitCode = 3, Stdout = "out\n", Stderr = "err\n" });
        signalled.ExitCode.Should().Be(killed);
        failed.ExitCode.Should().Be(255);
        (await FluentActions.Awaiting(() => ExecAsync(session, id, "no-such-command")).Should().ThrowAsync<ContainerStartException>())
            .Which.Failure.Should().Be(StartFailure.CommandNotFound);
        (await FluentActions.Awaiting(() => ExecAsync(session, id, "/bin/plain")).Should().ThrowAsync<ContainerStartException>())
            .Which.Failure.Should().Be(StartFailure.CommandNotExecutable);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_detached_leaves_the_process_its_file(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = await StartedAsync(session);
        var verb = new ExecVerb { Id = id, ProcessFile = session.ProcessFile("sh", "-c", "echo late; exec sleep 1000"), PidFile = session.At("exec.pid") };

        await session.Cli.ExecDetachedAsync(verb, new() { File = session.At("exec.out") }, cancellationToken: RuntimeSession.Token);

        var pid = int.Parse(File.ReadAllText(session.At("exec.pid")));
        (await session.Cli.ProcessesAsync(id, RuntimeSession.Token)).Should().HaveCount(2).And.Contain(pid);
        await RuntimeSession.EventuallyAsync(() => File.ReadAllText(session.At("exec.out")) == "late\n");
        await FluentActions.Awaiting(() => session.Cli.ExecDetachedAsync(verb with { ProcessFile = session.ProcessFile("no-such-command") }, new() { File = session.At("exec.out") }, cancellationToken: RuntimeSession.Token))
            .Should().ThrowAsync<ContainerStartException>();
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Pause_and_resume(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = await StartedAsync(session);

        await session.Cli.PauseAsync(id, RuntimeSession.Token);
        (await session.Cli.StateAsync(id, RuntimeSession.Token)).Status.Should().Be(ContainerState.Paused);
        await FluentActions.Awaiting(() => session.Cli.PauseAsync(id, RuntimeSession.Token)).Should().ThrowAsync<ContainerStatusException>();
        (await FluentActions.Awaiting(() => ExecAsync(session, id, "true")).Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Paused);
        await session.Cli.ResumeAsync(id, RuntimeSession.Token);

        (await session.Cli.StateAsync(id, RuntimeSession.Token)).Status.Should().Be(ContainerState.Running);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Update_changes_a_limit(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = await StartedAsync(session);

        await session.Cli.UpdateAsync(id, Encoding.UTF8.GetBytes("""{"pids":{"limit":33}}"""), RuntimeSession.Token);

        var limits = new[] { "/sys/fs/cgroup/pids", "/sys/fs/cgroup" }.Select(path => $"{path}/youki-runtime-tests/{id}/pids.max").Where(File.Exists);
        File.ReadAllText(limits.First()).Trim().Should().Be("33");
        await FluentActions.Awaiting(() => session.Cli.UpdateAsync(id, "{\"pids"u8.ToArray(), RuntimeSession.Token)).Should().ThrowAsync<RuntimeCommandException>();
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Statistics_come_once_and_again(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = await StartedAsync(session);

        var once = await session.Cli.StatisticsAsync(id, RuntimeSession.Token);
        var stream = await session.Cli.EventsAsync(id, TimeSpan.FromSeconds(1), RuntimeSession.Token).Take(2).ToListAsync(RuntimeSession.Token);

        stream.Append(once).Should().OnlyContain(item => item.Type == OciEvent.Statistics && item.Data.GetProperty("pids").GetProperty("current").GetInt32() >= 1);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task The_runtime_tells_about_itself(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        Directory.CreateDirectory(session.At("sample"));

        var binary = await new RuntimeProbe(session.Runner, session.Handle.TimeLimit).FindAsync(session.Handle.Path, cancellationToken: RuntimeSession.Token);
        var features = await session.Cli.FeaturesAsync(RuntimeSession.Token);
        await session.Cli.WriteSpecAsync(new() { Bundle = session.At("sample") }, RuntimeSession.Token);

        binary.Dialect.Name.Should().Be(runtime);
        features.Linux!.Namespaces.Should().Contain("pid");
        File.Exists(session.At("sample/config.json")).Should().BeTrue();
        await FluentActions.Awaiting(() => session.Cli.WriteSpecAsync(new() { Bundle = session.At("sample") }, RuntimeSession.Token)).Should().ThrowAsync<RuntimeCommandException>();
    }

    [Fact]
    public async Task Only_youki_has_info()
    {
        await using var youki = RuntimeSession.Open("youki");
        await using var runc = RuntimeSession.Open("runc");

        (await youki.Cli.InfoAsync(RuntimeSession.Token)).Should().Contain("0.7");
        await FluentActions.Awaiting(() => runc.Cli.InfoAsync(RuntimeSession.Token)).Should().ThrowAsync<FeatureNotSupportedException>();
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Checkpoint_says_what_is_missing(string runtime)
    {
        await using var session = RuntimeSession.Open(runtime);
        var id = await StartedAsync(session);
        var verb = new CheckpointVerb { Id = id, ImagePath = session.At("image"), LeaveRunning = true };
        Assert.SkipUnless(ProgramFinder.Find("criu") is null, "This is about hosts without CRIU.");

        var error = await FluentActions.Awaiting(() => session.Cli.CheckpointAsync(verb, cancellationToken: RuntimeSession.Token)).Should().ThrowAsync<RuntimeCommandException>();

        error.Which.Message.Should().Contain("CRIU");
    }

    private static Task<CommandResult> ExecAsync(RuntimeSession session, ContainerId id, params string[] command) =>
        session.Cli.ExecAsync(new() { Id = id, ProcessFile = session.ProcessFile(command) }, TimeSpan.FromSeconds(30), RuntimeSession.Token);

    private static async Task<ContainerId> StartedAsync(RuntimeSession session)
    {
        var id = await session.CreateAsync("sleep", "1000");
        await session.Cli.StartAsync(id, RuntimeSession.Token);
        return id;
    }
}
