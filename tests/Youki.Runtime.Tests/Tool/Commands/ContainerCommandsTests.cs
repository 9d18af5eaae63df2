using System.Text.Json;
using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class ContainerCommandsTests
{
    private readonly ToolHarness _tool = new();

    [Theory]
    [InlineData("web")]
    [InlineData("container-00000001-0000-7000-8000-000000000000")]
    [InlineData("container-00000001")]
    [InlineData("00000001")]
    public async Task Stop_finds_a_container_by_name_or_short_id(string reference)
    {
        var container = _tool.Runtime.Add("web");
        _tool.Runtime.Add("db");

        var outcome = await _tool.RunAsync("stop", "-t", "1m", reference);

        outcome.Should().Be(new ToolOutcome(0, $"{reference}\n", string.Empty));
        container.Calls.Should().Equal("stop 60");
    }

    [Fact]
    public async Task Stop_several_goes_on_after_a_failure()
    {
        var web = _tool.Runtime.Add("web");
        var db = _tool.Runtime.Add("db");

        var outcome = await _tool.RunAsync("stop", "web", "nosuch", "db");

        outcome.Should().Be(new ToolOutcome(1, "web\ndb\n", "youkictl: there is no container 'nosuch'. See 'youkictl ps -a'.\n"));
        web.Calls.Concat(db.Calls).Should().Equal("stop", "stop");
    }

    [Fact]
    public async Task Stop_json_tells_each_result()
    {
        var web = _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("stop", "--format=json", "web", "nosuch");

        outcome.ExitCode.Should().Be(1);
        using var json = JsonDocument.Parse(outcome.Output);
        json.RootElement[0].GetProperty("id").GetString().Should().Be(web.Status.Id.Value);
        json.RootElement[1].GetProperty("error").GetString().Should().Contain("nosuch");
    }

    [Fact]
    public async Task Ambiguous_short_id_names_the_candidates()
    {
        _tool.Runtime.Add("web");
        _tool.Runtime.Add("db");

        var outcome = await _tool.RunAsync("stop", "0000");

        outcome.ExitCode.Should().Be(1);
        outcome.Error.Should().Contain("'0000' is the short id of 2 containers: container-00000001").And.Contain("container-00000002");
    }

    [Fact]
    public async Task Name_wins_over_short_id()
    {
        _tool.Runtime.Add("web");
        var named = _tool.Runtime.Add("00000001");

        await _tool.RunAsync("kill", "00000001");

        named.Calls.Should().Equal("kill KILL");
    }

    [Theory]
    [InlineData("kill web", "kill KILL")]
    [InlineData("kill -s HUP web", "kill HUP")]
    [InlineData("kill -s9 web", "kill KILL")]
    [InlineData("kill --signal=sigusr1 web", "kill USR1")]
    public async Task Kill_sends_the_signal(string line, string expected)
    {
        var container = _tool.Runtime.Add("web");

        await _tool.RunAsync(line.Split(' '));

        container.Calls.Should().Equal(expected);
    }

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

    [Fact]
    public async Task Logs_prints_both_streams()
    {
        var container = _tool.Runtime.Add("web");
        container.Write("out");
        container.Write("err", OutputSource.Stderr);

        (await _tool.RunAsync("logs", "web")).Should().Be(new ToolOutcome(0, "out\n", "err\n"));
    }

    [Fact]
    public async Task Logs_json_prints_a_document_a_line()
    {
        var container = _tool.Runtime.Add("web");
        container.Write("out");
        container.Write("\u00ff", partial: true);

        var outcome = await _tool.RunAsync("logs", "--format", "json", "web");

        outcome.Output.Split('\n').Should().Equal(
            """{"time":"2026-11-23T12:00:00+00:00","stream":"stdout","text":"out","partial":false}""",
            """{"time":"2026-11-23T12:00:00+00:00","stream":"stdout","base64":"/w==","partial":true}""",
            string.Empty);
    }

    [Fact]
    public async Task Inspect_prints_an_array_of_those_that_are_there()
    {
        var web = _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("inspect", "web", "nosuch");

        outcome.ExitCode.Should().Be(1);
        using var json = JsonDocument.Parse(outcome.Output);
        json.RootElement.GetArrayLength().Should().Be(1);
        json.RootElement[0].GetProperty("status").GetProperty("id").GetString().Should().Be(web.Status.Id.Value);
        json.RootElement[0].GetProperty("status").GetProperty("state").GetString().Should().Be("running");
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

    [Fact]
    public async Task Info_tells_what_is_missing_and_the_fix()
    {
        var outcome = await _tool.RunAsync("info");

        outcome.Output.Should().Contain("youki 0.7.0").And.Contain("conmon is not in PATH").And.Contain("monitor: Install conmon.");
    }

    [Fact]
    public async Task Info_json_is_an_object()
    {
        using var json = JsonDocument.Parse((await _tool.RunAsync("info", "--format", "json")).Output);

        json.RootElement.GetProperty("cgroupMode").GetString().Should().Be("v2");
    }
}
