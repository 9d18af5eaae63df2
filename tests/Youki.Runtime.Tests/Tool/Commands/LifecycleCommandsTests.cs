using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class LifecycleCommandsTests
{
    private readonly ToolHarness _tool = new();

    [Theory]
    [InlineData("kill web", "kill KILL")]
    [InlineData("kill -s HUP web", "kill HUP")]
    [InlineData("kill -s9 web", "kill KILL")]
    [InlineData("kill --signal=sigusr1 web", "kill USR1")]
    [InlineData("kill -s USR1 --all-processes web", "kill all USR1")]
    public async Task Kill_sends_the_signal(string line, string expected)
    {
        var container = _tool.Runtime.Add("web");

        await _tool.RunAsync(line.Split(' '));

        container.Calls.Should().Equal(expected);
    }

    [Fact]
    public async Task Pause_and_unpause_change_the_state_and_print_the_name()
    {
        var container = _tool.Runtime.Add("web");

        (await _tool.RunAsync("pause", "web")).Should().Be(new ToolOutcome(0, "web\n", string.Empty));
        container.Status.State.Should().Be(ContainerState.Paused);
        (await _tool.RunAsync("unpause", "web")).Should().Be(new ToolOutcome(0, "web\n", string.Empty));
        container.Status.State.Should().Be(ContainerState.Running);
        (await _tool.RunAsync("unpause", "web")).ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Wait_prints_the_exit_codes()
    {
        _tool.Runtime.Add("a").End(3);
        _tool.Runtime.Add("b").End(0);

        (await _tool.RunAsync("wait", "a", "b")).Should().Be(new ToolOutcome(0, "3\n0\n", string.Empty));
    }

    [Fact]
    public async Task Wait_unknown_exit_code_is_told()
    {
        _tool.Runtime.Add("a").End(null, ExitReason.Unknown);

        var outcome = await _tool.RunAsync("wait", "a");

        outcome.ExitCode.Should().Be(1);
        outcome.Output.Should().Be("unknown\n");
        outcome.Error.Should().Contain("nobody saw");
    }

    [Fact]
    public async Task Create_makes_without_starting()
    {
        var outcome = await _tool.RunAsync("create", "--name", "job", "img", "x");

        var made = _tool.Runtime.Containers.Single();
        outcome.Should().Be(new ToolOutcome(0, $"{made.Status.Id}\n", string.Empty));
        made.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Start_attached_shows_this_run_only()
    {
        var container = _tool.Runtime.Add("job", ContainerState.Stopped);
        container.Write("before", at: FakeRuntime.Now.AddMinutes(-1));
        _tool.Runtime.OnStart = started =>
        {
            started.Write("now");
            started.End(4, ExitReason.Error);
        };

        (await _tool.RunAsync("start", "-a", "job")).Should().Be(new ToolOutcome(4, "now\n", string.Empty));
    }

    [Fact]
    public async Task Start_several_prints_each()
    {
        _tool.Runtime.Add("a", ContainerState.Created);
        _tool.Runtime.Add("b", ContainerState.Stopped);

        (await _tool.RunAsync("start", "a", "b")).Should().Be(new ToolOutcome(0, "a\nb\n", string.Empty));
    }
}
