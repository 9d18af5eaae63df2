using System.Text.Json;
using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class ReferenceTests
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
}
