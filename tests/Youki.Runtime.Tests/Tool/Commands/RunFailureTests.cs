using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class RunFailureTests
{
    private readonly ToolHarness _tool = new();

    [Theory]
    [InlineData(StartFailure.CommandNotFound, 127)]
    [InlineData(StartFailure.CommandNotExecutable, 126)]
    [InlineData(StartFailure.Other, 125)]
    public async Task Run_failed_start_tells_why_and_leaves_nothing(StartFailure failure, int expected)
    {
        _tool.Runtime.OnStart = container => throw new ContainerStartException(container.Status.Id, failure, "no such program:\nx");

        var outcome = await _tool.RunAsync("run", "img", "x");

        outcome.Should().Be(new ToolOutcome(expected, string.Empty, "youkictl: no such program: | x\n"));
        _tool.Runtime.Containers.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_bad_configuration_tells_all_errors_in_one_line()
    {
        _tool.Runtime.OnCreate = _ => throw new ContainerConfigException(["User: no.", "Image: no."]);

        var outcome = await _tool.RunAsync("run", "img");

        outcome.Should().Be(new ToolOutcome(125, string.Empty, "youkictl: User: no. Image: no.\n"));
    }

    [Fact]
    public async Task Run_unexpected_failure_is_one_line_without_a_stack()
    {
        _tool.Runtime.OnCreate = _ => throw new InvalidOperationException("odd");

        var outcome = await _tool.RunAsync("run", "img");

        outcome.ExitCode.Should().Be(125);
        outcome.Error.Should().Be("youkictl: InvalidOperationException: odd This should not happen; run again with --debug to see where.\n");
    }

    [Fact]
    public async Task Run_debug_tells_the_stack()
    {
        _tool.Runtime.OnCreate = _ => throw new InvalidOperationException("odd");

        (await _tool.RunAsync("--debug", "run", "img")).Error.Should().Contain("   at ");
    }

    [Fact]
    public async Task Run_unknown_exit_code_is_not_invented()
    {
        _tool.Runtime.OnStart = container => container.End(null, ExitReason.Unknown);

        var outcome = await _tool.RunAsync("run", "img");

        outcome.ExitCode.Should().Be(125);
        outcome.Error.Should().Contain("the exit code of container");
    }

    [Fact]
    public async Task Run_without_monitor_says_so()
    {
        _tool.Runtime.Monitor = "none";

        var outcome = await _tool.RunAsync("run", "-d", "img");

        outcome.ExitCode.Should().Be(0);
        outcome.Error.Should().StartWith("youkictl: there is no monitor").And.Contain("Install conmon");
    }

    [Fact]
    public async Task Run_taken_name_is_refused_naming_the_holder()
    {
        var holder = _tool.Runtime.Add("web", ContainerState.Stopped);

        var outcome = await _tool.RunAsync("run", "--name", "web", "img");

        outcome.ExitCode.Should().Be(125);
        outcome.Error.Should().Contain($"'web' is taken by container {holder.Status.Id}");
        _tool.Runtime.Containers.Should().ContainSingle();
    }

    [Fact]
    public async Task Run_name_taken_at_the_same_moment_gives_way()
    {
        _tool.Runtime.OnCreate = _ => _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("run", "--name", "web", "img");

        outcome.ExitCode.Should().Be(125);
        _tool.Runtime.Containers.Should().ContainSingle().Which.Calls.Should().BeEmpty();
    }
}
