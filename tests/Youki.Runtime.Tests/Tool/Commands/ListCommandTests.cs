using System.Text.Json;
using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class ListCommandTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Ps_prints_dockers_columns()
    {
        _tool.Runtime.Add("web");
        _tool.Runtime.Add("job", ContainerState.Created);

        var outcome = await _tool.RunAsync("ps", "-a");

        outcome.Output.Split('\n').Should().Equal(
            "CONTAINER ID    IMAGE             COMMAND        CREATED         STATUS         NAMES",
            "00000002-0000   dir:/srv/rootfs   \"sleep 1000\"   5 minutes ago   Created        job",
            "00000001-0000   dir:/srv/rootfs   \"sleep 1000\"   5 minutes ago   Up 3 minutes   web",
            string.Empty);
    }

    [Fact]
    public async Task Ps_without_all_leaves_out_what_does_not_run()
    {
        _tool.Runtime.Add("web");
        _tool.Runtime.Add("paused", ContainerState.Paused);
        _tool.Runtime.Add("job", ContainerState.Created);

        (await _tool.RunAsync("ps", "-q")).Output.Should().Be("00000002-0000\n00000001-0000\n");
    }

    [Fact]
    public async Task Ps_long_lines_are_not_wrapped()
    {
        var image = $"dir:/{new string('x', 500)}";
        _tool.Runtime.Add("web", image: image);

        var outcome = await _tool.RunAsync("ps");

        outcome.Output.Split('\n').Should().HaveCount(3);
        outcome.Output.Should().Contain(image);
    }

    [Fact]
    public async Task Ps_empty_prints_the_heading_only() =>
        (await _tool.RunAsync("ps")).Output.Should().Be("CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   NAMES\n");

    [Fact]
    public async Task Ps_hostile_names_are_shown_not_obeyed()
    {
        _tool.Runtime.Add("a\u001b[2Jb", image: "[red]\u0007x[/]");

        var outcome = await _tool.RunAsync("ps");

        outcome.Output.Should().Contain("a\\u001b[2Jb").And.Contain("[red]\\u0007x[/]").And.NotContain("\u001b");
    }

    [Fact]
    public async Task Ps_no_trunc_prints_whole_ids()
    {
        var web = _tool.Runtime.Add("web");

        (await _tool.RunAsync("ps", "-q", "--no-trunc")).Output.Should().Be($"{web.Status.Id}\n");
    }

    [Fact]
    public async Task Ps_json_is_an_array()
    {
        _tool.Runtime.Add("web");

        using var json = JsonDocument.Parse((await _tool.RunAsync("ps", "--format", "json")).Output);

        json.RootElement[0].GetProperty("name").GetString().Should().Be("web");
        json.RootElement[0].GetProperty("state").GetString().Should().Be("running");
    }

    [Theory]
    [InlineData("ps --format json")]
    [InlineData("ps -q --format json")]
    [InlineData("container prune -f --format json")]
    public async Task Json_of_nothing_is_an_empty_array(string line) => (await _tool.RunAsync(line.Split(' '))).Output.Should().Be("[]\n");

    [Theory]
    [InlineData("name=web", "web,web-2")]
    [InlineData("name=2", "web-2")]
    [InlineData("id=00000001", "web")]
    [InlineData("id=container-00000003", "job")]
    [InlineData("status=exited", "job")]
    [InlineData("status=stopped", "job")]
    [InlineData("status=running", "web,web-2")]
    [InlineData("status=running status=exited", "web,web-2,job")]
    [InlineData("image=dir:/srv/rootfs", "web,web-2")]
    [InlineData("label=tier", "web,web-2")]
    [InlineData("label=tier=front", "web")]
    [InlineData("label=tier label=zone", "web-2")]
    [InlineData("name=web label=tier=front", "web")]
    [InlineData("workload=shop", "web")]
    public async Task Ps_filters(string filters, string expected)
    {
        var web = _tool.Runtime.Add("web");
        web.Status = web.Status with { Labels = new Dictionary<string, string> { ["tier"] = "front" }, WorkloadId = WorkloadId.Parse("shop") };
        var second = _tool.Runtime.Add("web-2");
        second.Status = second.Status with { Labels = new Dictionary<string, string> { ["tier"] = "back", ["zone"] = "a" } };
        _tool.Runtime.Add("job", image: "dir:/other").End(0);

        var outcome = await _tool.RunAsync(["ps", "-a", "--format=json", .. filters.Split(' ').Select(filter => $"--filter={filter}")]);

        using var json = JsonDocument.Parse(outcome.Output);
        var names = json.RootElement.EnumerateArray().Select(status => status.GetProperty("name").GetString()).Reverse();
        string.Join(',', names).Should().Be(expected);
    }
}
