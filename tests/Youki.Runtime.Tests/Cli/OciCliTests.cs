using System.Text;
using Youki.Runtime.Cli;
using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;
using Youki.Runtime.Tests.Execution;

namespace Youki.Runtime.Tests.Cli;

public sealed class OciCliTests : IDisposable
{
    private static readonly ContainerId Id = ContainerId.Parse("web");

    private readonly WorkFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_call_has_a_log_of_its_own_which_is_removed()
    {
        var runner = new FakeRunner(line =>
        {
            FakeRunner.WriteLog(line, "");
            return FakeRunner.Result(stdout: "[1, 2]");
        });
        var cli = Cli(runner);

        (await cli.ProcessesAsync(Id, Token)).Should().Equal(1, 2);
        await cli.ProcessesAsync(Id, Token);

        runner.Asked.Select(line => line.Arguments[3]).Should().OnlyHaveUniqueItems().And.OnlyContain(log => log.StartsWith(_folder.At("logs"), StringComparison.Ordinal));
        Directory.GetFiles(_folder.At("logs")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_failure_is_told_from_the_log()
    {
        var runner = new FakeRunner(line =>
        {
            FakeRunner.WriteLog(line, """{"level":"ERROR","message":"error in executing command: container web does not exist.","target":"youki"}""" + "\n");
            return FakeRunner.Result(1);
        });

        await FluentActions.Awaiting(() => Cli(runner).StartAsync(Id, Token)).Should().ThrowAsync<ContainerNotFoundException>();

        Directory.GetFiles(_folder.At("logs")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_process_that_fails_in_a_container_is_a_result()
    {
        var runner = new FakeRunner(line =>
        {
            FakeRunner.WriteLog(line, "");
            return FakeRunner.Result(255, stderr: "Error: container web does not exist.");
        });

        (await Cli(runner).ExecAsync(new() { Id = Id, ProcessFile = "/p" }, cancellationToken: Token)).ExitCode.Should().Be(255);
    }

    [Fact]
    public async Task An_exec_that_never_began_is_a_failure() =>
        await FluentActions.Awaiting(() => Cli(new FakeRunner(_ => FakeRunner.Result(2, stderr: "error: unexpected argument"))).ExecAsync(new() { Id = Id, ProcessFile = "/p" }, cancellationToken: Token))
            .Should().ThrowAsync<RuntimeCommandException>().WithMessage("*unexpected argument*");

    [Fact]
    public async Task A_detached_failure_is_told_from_what_was_added_to_the_file()
    {
        var output = _folder.At("out");
        await File.WriteAllTextAsync(output, "Error: container already exists\n", Token);
        var runner = new FakeRunner(_ =>
        {
            File.AppendAllText(output, "error: something else\n");
            return FakeRunner.Result(2);
        });

        await FluentActions.Awaiting(() => Cli(runner).CreateAsync(new() { Id = Id, Bundle = "/b" }, new() { File = output }, cancellationToken: Token))
            .Should().ThrowAsync<RuntimeCommandException>().WithMessage("*something else");
    }

    [Fact]
    public async Task Update_sends_the_resources_on_standard_input()
    {
        var runner = new FakeRunner(_ => FakeRunner.Result());

        await Cli(runner).UpdateAsync(Id, Encoding.UTF8.GetBytes("{}"), Token);

        runner.Asked.Single().StandardInput.Length.Should().Be(2);
    }

    [Fact]
    public async Task A_call_that_was_left_alone_ends_as_it_would_have_and_leaves_no_log()
    {
        var end = new TaskCompletionSource<CommandResult>();
        var runner = new FakeRunner(line =>
        {
            FakeRunner.WriteLog(line, "");
            line.Abandoned!(end.Task);
            throw new OperationCanceledException();
        });
        Task? rest = null;

        await FluentActions.Awaiting(() => Cli(runner).CreateAsync(new() { Id = Id, Bundle = "/b" }, DetachedOutput.None, abandoned: task => rest = task, cancellationToken: Token))
            .Should().ThrowAsync<OperationCanceledException>();
        Directory.GetFiles(_folder.At("logs")).Should().ContainSingle("the runtime still writes to it");
        end.SetResult(FakeRunner.Result(1, stderr: "Error: container already exists"));

        await FluentActions.Awaiting(() => rest!).Should().ThrowAsync<ContainerExistsException>();
        Directory.GetFiles(_folder.At("logs")).Should().BeEmpty();
    }

    private OciCli Cli(FakeRunner runner, string runtime = "youki") => new(
        runner,
        new() { Dialect = RuntimeDialect.Of(runtime), Path = "/bin/" + runtime, Root = _folder.At("root"), LogDirectory = _folder.At("logs") },
        TimeProvider.System);
}
