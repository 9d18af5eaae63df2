using System.Text.Json;
using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class OutputCommandsTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Logs_prints_both_streams()
    {
        var container = _tool.Runtime.Add("web");
        container.Write("out");
        container.Write("err", OutputSource.Stderr);

        (await _tool.RunAsync("logs", "web")).Should().Be(new ToolOutcome(0, "out\n", "err\n"));
    }

    [Fact]
    public async Task Logs_asks_for_what_the_options_say()
    {
        var container = _tool.Runtime.Add("web");

        await _tool.RunAsync("logs", "-tn20", "--since", "10m", "--until=2026-11-23T12:00:00.123456789Z", "--stream", "stderr", "web");

        container.LogOptions.Should().Be(new LogOptions
        {
            Since = FakeRuntime.Now.AddMinutes(-10),
            Until = FakeRuntime.Now.AddTicks(1234567),
            Tail = 20,
            Stream = OutputSource.Stderr,
            Pieces = true,
        });
    }

    [Fact]
    public async Task Logs_with_all_lines_of_the_tail_is_the_default()
    {
        var container = _tool.Runtime.Add("web");

        await _tool.RunAsync("logs", "--tail", "all", "web");

        container.LogOptions.Should().Be(new LogOptions { Pieces = true });
    }

    [Theory]
    [InlineData("--tail", "-1")]
    [InlineData("--tail", "some")]
    [InlineData("--since", "yesterday")]
    [InlineData("--until", "2026-13-01")]
    [InlineData("--stream", "stdin")]
    public async Task Logs_with_a_value_that_cannot_be_understood_is_a_usage_error(string option, string value)
    {
        _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("logs", $"{option}={value}", "web");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(option).And.Contain($"'{value}'");
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

    [Fact]
    public async Task Info_tells_what_is_missing_and_the_fix()
    {
        var outcome = await _tool.RunAsync("info");

        outcome.Output.Should().Contain("youki 0.7.0").And.Contain("conmon is not in PATH").And.Contain("monitor: Install conmon.");
    }

    [Fact]
    public async Task Info_tells_how_monitors_are()
    {
        var outcome = await _tool.RunAsync("info");

        outcome.Output.Should().Contain("3 alive, 1 lost, in /orchestrator/.monitors").And.Contain("  container-lost: its monitor has ended");
    }

    [Fact]
    public async Task Info_json_is_an_object()
    {
        using var json = JsonDocument.Parse((await _tool.RunAsync("info", "--format", "json")).Output);

        json.RootElement.GetProperty("cgroupMode").GetString().Should().Be("v2");
    }
}
