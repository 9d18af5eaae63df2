using Youki.Runtime.Cli;
using Youki.Runtime.Tests.Execution;

namespace Youki.Runtime.Tests.Cli;

public sealed class OciStateReaderTests : IDisposable
{
    private const string Broken = "Error: could not load state for container web\n\nCaused by:\n    0: failed to parse container state file \"/x\"\n    1: EOF\n";

    private static readonly ContainerId Id = ContainerId.Parse("web");

    private readonly WorkFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_state_file_that_is_being_written_is_asked_again()
    {
        var asked = 0;
        var runner = new FakeRunner(_ => ++asked < 3 ? FakeRunner.Result(1, stderr: Broken) : FakeRunner.Result(stdout: """{"id":"web","status":"running","pid":7}"""));

        (await Cli(runner).StateAsync(Id, Token)).Pid.Should().Be(7);
    }

    [Fact]
    public async Task A_state_file_that_stays_broken_is_an_error()
    {
        var runner = new FakeRunner(_ => FakeRunner.Result(1, stderr: Broken));

        await FluentActions.Awaiting(() => Cli(runner).StateAsync(Id, Token)).Should().ThrowAsync<RuntimeCommandException>().WithMessage("*failed to parse*");

        runner.Asked.Should().HaveCount(5);
    }

    [Fact]
    public async Task List_for_youki_reads_the_root_and_hides_nothing_behind_a_broken_one()
    {
        foreach (var name in new[] { "one", "broken", "gone" })
        {
            Directory.CreateDirectory(_folder.At($"root/{name}"));
            await File.WriteAllTextAsync(_folder.At($"root/{name}/state.json"), "", Token);
        }

        Directory.CreateDirectory(_folder.At("root/no-state"));
        var runner = new FakeRunner(line => line.Arguments[^1] switch
        {
            "one" => FakeRunner.Result(stdout: """{"id":"one","status":"stopped","pid":7}"""),
            "gone" => FakeRunner.Result(1, stderr: "Error: container gone does not exist."),
            _ => FakeRunner.Result(1, stderr: Broken),
        });

        var states = await Cli(runner).ListAsync(Token);

        states.Select(state => (state.Id, state.Status)).Should().Equal(("broken", ContainerState.Unknown), ("one", ContainerState.Stopped));
    }

    private OciCli Cli(FakeRunner runner, string runtime = "youki") => new(
        runner,
        new() { Dialect = RuntimeDialect.Of(runtime), Path = "/bin/" + runtime, Root = _folder.At("root"), LogDirectory = _folder.At("logs") },
        TimeProvider.System);
}
