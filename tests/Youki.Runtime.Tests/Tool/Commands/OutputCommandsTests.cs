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
    public async Task Info_json_is_an_object()
    {
        using var json = JsonDocument.Parse((await _tool.RunAsync("info", "--format", "json")).Output);

        json.RootElement.GetProperty("cgroupMode").GetString().Should().Be("v2");
    }
}
