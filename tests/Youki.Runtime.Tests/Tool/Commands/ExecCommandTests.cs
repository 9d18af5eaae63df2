using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class ExecCommandTests
{
    private readonly ToolHarness _tool = new();

    public ExecCommandTests() => _tool.Runtime.Add("web");

    [Fact]
    public async Task Exec_prints_both_streams_and_ends_with_the_code()
    {
        _tool.Runtime.OnExec = exec =>
        {
            exec.Print(OutputSource.Stdout, "out");
            exec.Print(OutputSource.Stderr, "err");
            exec.Finish(42);
        };

        var outcome = await _tool.RunAsync("exec", "web", "ls", "-l", "--", "-x");

        outcome.Should().Be(new ToolOutcome(42, "out", "err"));
        _tool.Runtime.Execs.Should().ContainSingle().Which.Should().BeEquivalentTo(new ExecOptions { Command = ["ls", "-l", "--", "-x"] });
    }

    [Fact]
    public async Task Exec_reads_all_its_options()
    {
        _tool.Variables["PASSED"] = "host";

        await _tool.RunAsync("exec", "-w", "/tmp", "-u", "a:b", "-eA=1", "-e", "PASSED", "--privileged", "--timeout", "90", "--allow-without-seccomp", "web", "ls");

        _tool.Runtime.Execs.Should().ContainSingle().Which.Should().BeEquivalentTo(new ExecOptions
        {
            Command = ["ls"],
            EnvVars = new Dictionary<string, string> { ["A"] = "1", ["PASSED"] = "host" },
            WorkingDirectory = "/tmp",
            User = "a:b",
            Privileged = true,
            Timeout = TimeSpan.FromSeconds(90),
            AllowWithoutSeccomp = true,
        });
    }

    [Fact]
    public async Task Exec_interactive_passes_input_on()
    {
        _tool.Input = "typed"u8.ToArray();
        FakeExec? running = null;
        _tool.Runtime.OnExec = exec => (running = exec).Finish(0);

        await _tool.RunAsync("exec", "-i", "web", "cat");

        _tool.Runtime.Execs.Should().ContainSingle().Which.OpenStdin.Should().BeTrue();
        running.Should().NotBeNull();
    }

    [Fact]
    public async Task Exec_detached_prints_the_id()
    {
        var outcome = await _tool.RunAsync("exec", "-dit", "web", "job");

        outcome.Should().Be(new ToolOutcome(0, "exec-1\n", string.Empty));
        _tool.Runtime.Execs.Should().ContainSingle().Which.Should().BeEquivalentTo(new { OpenStdin = (bool?)null, Terminal = true });
    }

    [Fact]
    public async Task Exec_terminal_without_one_is_refused() =>
        (await _tool.RunAsync("exec", "-it", "web", "sh")).Should().BeEquivalentTo(new { ExitCode = 2 });

    [Fact]
    public async Task Exec_timed_out_says_so()
    {
        _tool.Runtime.OnExec = exec => exec.Finish(137, ExecEnd.TimedOut, "The command was killed after 1 s, its time limit.");

        var outcome = await _tool.RunAsync("exec", "--timeout", "1", "web", "sleep", "9");

        outcome.ExitCode.Should().Be(124);
        outcome.Error.Should().Contain("time limit");
    }

    [Theory]
    [InlineData(StartFailure.CommandNotFound, 127)]
    [InlineData(StartFailure.CommandNotExecutable, 126)]
    [InlineData(StartFailure.Other, 125)]
    public async Task Exec_that_cannot_start_has_docker_s_codes(StartFailure failure, int code)
    {
        _tool.Runtime.OnExec = exec => throw new ContainerStartException(exec.ContainerId, failure, "It cannot.");

        (await _tool.RunAsync("exec", "web", "nosuch")).ExitCode.Should().Be(code);
    }

    [Fact]
    public async Task Exec_passes_signals_on()
    {
        FakeExec? running = null;
        _tool.Runtime.OnExec = exec => (running = exec).OnRead = () => _tool.Signals.Send(Signal.Interrupt);

        var outcome = await _tool.RunAsync("exec", "web", "sleep", "9");

        outcome.ExitCode.Should().Be(130);
        running!.Signals.Should().Equal(Signal.Interrupt);
    }
}
