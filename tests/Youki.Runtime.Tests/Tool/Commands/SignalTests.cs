using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class SignalTests
{
    private readonly ToolHarness _tool = new();

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(10)]
    public async Task Run_foreground_passes_signals_on(int number)
    {
        FakeContainer? running = null;
        _tool.Runtime.OnStart = container =>
        {
            running = container;
            _tool.Signals.Send(new Signal(number)).Should().BeTrue();
        };

        var outcome = await _tool.RunAsync("run", "img");

        outcome.ExitCode.Should().Be(128 + number);
        running!.Calls.Should().Equal("start", $"kill {new Signal(number)}");
    }

    [Fact]
    public async Task Run_signal_while_it_is_made_undoes_it()
    {
        _tool.Runtime.OnCreate = _ => _tool.Signals.Send(Signal.Interrupt);

        var outcome = await _tool.RunAsync("run", "img");

        outcome.Should().Be(new ToolOutcome(130, string.Empty, string.Empty));
        _tool.Runtime.Containers.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_third_interrupt_leaves_a_container_that_does_not_care()
    {
        _tool.Runtime.OnSignal = (_, _) => { };
        _tool.Runtime.OnStart = _ =>
        {
            for (var i = 0; i < 3; i++)
            {
                _tool.Signals.Send(Signal.Interrupt);
            }
        };

        var outcome = await _tool.RunAsync("run", "--rm", "img");

        outcome.ExitCode.Should().Be(125);
        outcome.Error.Should().Contain("is left running");
        _tool.Runtime.Containers.Should().ContainSingle();
    }

    [Fact]
    public async Task Wait_interrupt_ends_the_tool_only()
    {
        var container = _tool.Runtime.Add("web");
        var waiting = _tool.RunAsync("wait", "web");

        _tool.Signals.Send(Signal.Interrupt);

        (await waiting).ExitCode.Should().Be(130);
        container.Calls.Should().BeEmpty();
    }
}
