using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class CleaningCommandsTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Rm_running_container_needs_force()
    {
        _tool.Runtime.Add("web");

        (await _tool.RunAsync("rm", "web")).ExitCode.Should().Be(1);
        (await _tool.RunAsync("rm", "-f", "web")).ExitCode.Should().Be(0);

        _tool.Runtime.Containers.Should().BeEmpty();
    }

    [Fact]
    public async Task Rm_unknown_is_an_error_unless_forced()
    {
        (await _tool.RunAsync("rm", "web")).ExitCode.Should().Be(1);
        (await _tool.RunAsync("rm", "-f", "web")).Should().Be(new ToolOutcome(0, string.Empty, string.Empty));
    }

    [Theory]
    [InlineData("y\n", 0, 1)]
    [InlineData("n\n", 1, 2)]
    [InlineData("", 1, 2)]
    public async Task Prune_asks_first(string answer, int exitCode, int left)
    {
        _tool.Runtime.Add("runs");
        _tool.Runtime.Add("ended").End(0);
        _tool.InputIsTerminal = true;
        _tool.Input = System.Text.Encoding.ASCII.GetBytes(answer);

        var outcome = await _tool.RunAsync("container", "prune");

        outcome.ExitCode.Should().Be(exitCode);
        _tool.Runtime.Containers.Should().HaveCount(left);
    }

    [Fact]
    public async Task Prune_force_removes_what_has_ended()
    {
        _tool.Runtime.Add("runs");
        _tool.Runtime.Add("made", ContainerState.Created);
        var ended = _tool.Runtime.Add("ended");
        ended.End(0);

        var outcome = await _tool.RunAsync("container", "prune", "-f");

        outcome.Should().Be(new ToolOutcome(0, $"{ended.Status.Id}\n", string.Empty));
        _tool.Runtime.Containers.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(ContainerState.Stopped, true)]
    [InlineData(ContainerState.Running, false)]
    [InlineData(ContainerState.Created, false)]
    public async Task Cleanup_removes_only_what_has_ended(ContainerState state, bool removed)
    {
        var container = _tool.Runtime.Add("x", state);

        var outcome = await _tool.RunAsync("container", "cleanup", container.Status.Id.Value);

        outcome.Should().Be(new ToolOutcome(0, string.Empty, string.Empty));
        _tool.Runtime.Removed.Contains(container.Status.Id).Should().Be(removed);
    }

    [Fact]
    public async Task Cleanup_of_what_is_gone_is_quiet() =>
        (await _tool.RunAsync("container", "cleanup", "container-1")).Should().Be(new ToolOutcome(0, string.Empty, string.Empty));
}
