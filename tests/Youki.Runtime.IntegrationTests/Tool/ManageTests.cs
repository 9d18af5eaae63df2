using System.Text.Json;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Tool;

public sealed class ManageTests
{
    [Fact]
    public async Task Container_is_created_started_stopped_and_removed()
    {
        await using var node = await ToolNode.OpenAsync();

        var created = await node.RunAsync("create", "--name", "web", "-l", "tier=front", ToolNode.Image, "sh", "-c", "trap 'echo bye; exit 0' TERM; echo run; while :; do sleep 0.02; done");
        var id = created.Output.Trim();
        (await node.RunAsync("ps", "-aq", "--filter", "status=created", "--no-trunc")).Output.Should().Be($"{id}\n");
        (await node.RunAsync("start", "web")).All.Should().Be((0, "web\n", string.Empty));
        await node.SaysAsync("web", "run");
        var shortId = (await node.RunAsync("ps", "-q", "--filter", "label=tier=front")).Output.Trim();
        (await node.RunAsync("stop", shortId)).All.Should().Be((0, $"{shortId}\n", string.Empty));
        (await node.RunAsync("logs", "web")).Output.Should().Be("run\nbye\n");
        (await node.RunAsync("ps", "-a")).Output.Should().Contain("Exited (0)").And.Contain("web");
        (await node.RunAsync("rm", "web")).All.Should().Be((0, "web\n", string.Empty));

        (await node.RunAsync("ps", "-a", "--format", "json")).Output.Should().Be("[]\n");
        node.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Monitor_does_not_hold_what_the_script_around_the_tool_has_open()
    {
        await using var node = await ToolNode.OpenAsync();
        var (low, high) = (node.Node.At("low"), node.Node.At("high"));

        var result = await node.RunAfterAsync($"exec 9>'{low}' 20>'{high}'", "run", "-d", "--name", "held", ToolNode.Image, "sleep", "1000");

        result.ExitCode.Should().Be(0);
        var open = node.Node.Processes().Where(process => process.Contains("--exit-dir", StringComparison.Ordinal)).SelectMany(process => Directory.EnumerateFiles($"/proc/{process.Split(' ')[0]}/fd")).Select(file => new FileInfo(file).LinkTarget).ToList();
        open.Should().NotBeEmpty().And.NotContain([low, high], "a lock or a pipe would be held as long as the container lives");
    }

    [Fact]
    public async Task Kill_reaches_more_processes_than_the_tool_may_have_files()
    {
        await using var node = await ToolNode.OpenAsync();
        await node.RunAsync("run", "-d", "--name", "many", ToolNode.Image, "sh", "-c", "trap '' USR1; for i in $(seq 500); do sleep 1000 & done; trap 'echo got' USR1; echo ready; while :; do sleep 0.1; done");
        await node.SaysAsync("many", "ready");

        var result = await node.RunAfterAsync("ulimit -n 300", "kill", "--all-processes", "-s", "USR1", "many");

        result.All.Should().Be((0, "many\n", string.Empty));
        await node.SaysAsync("many", "got");
        (await node.RunAfterAsync("ulimit -n 300", "kill", "many")).All.Should().Be((0, "many\n", string.Empty));
    }

    [Fact]
    public async Task Start_attached_shows_this_run_and_ends_with_its_code()
    {
        await using var node = await ToolNode.OpenAsync();
        await node.RunAsync("run", "--name", "job", ToolNode.Image, "sh", "-c", "echo x >>/runs; wc -l </runs; exit $(wc -l </runs)");

        var result = await node.RunAsync("start", "-a", "job");

        result.All.Should().Be((2, "2\n", string.Empty));
    }

    [Fact]
    public async Task Inspect_holds_the_spec_of_the_bundle()
    {
        await using var node = await ToolNode.OpenAsync();
        var id = ContainerId.Parse((await node.RunAsync("create", "-e", "A=1", ToolNode.Image, "true")).Output.Trim());

        var result = await node.RunAsync("inspect", id.Value);

        using var json = JsonDocument.Parse(result.Output);
        using var config = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(node.Node.Bundle(id), "config.json"), TestNode.Token));
        var details = json.RootElement[0];
        JsonElement.DeepEquals(details.GetProperty("spec"), config.RootElement).Should().BeTrue();
        details.GetProperty("monitor").GetString().Should().Be("conmon");
        details.GetProperty("runtime").GetProperty("flavor").GetString().Should().Be("youki");
    }

    [Fact]
    public async Task Logs_follow_ends_when_its_reader_has_gone()
    {
        await using var node = await ToolNode.OpenAsync();
        await node.RunAsync("run", "-d", "--name", "loop", ToolNode.Image, "sh", "-c", "while :; do echo x; sleep 0.02; done");
        using var tool = node.Start("logs", "-f", "loop");

        await tool.CloseOutputAsync();
        var result = await tool.WaitAsync();

        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Prune_removes_what_has_ended_only()
    {
        await using var node = await ToolNode.OpenAsync();
        await node.RunAsync("run", "-d", "--name", "runs", ToolNode.Image, "sleep", "100");
        await node.RunAsync("run", "--name", "ended", ToolNode.Image, "true");

        var result = await node.RunAsync("container", "prune", "-f");

        result.ExitCode.Should().Be(0);
        var left = await node.Node.Runtime.ListContainersAsync(node.Node.Id, cancellationToken: TestNode.Token);
        left.Should().ContainSingle().Which.Name.Should().Be("runs");
    }

    [Fact]
    public async Task Info_names_the_runtime()
    {
        await using var node = await ToolNode.OpenAsync();

        var result = await node.RunAsync("info", "--format", "json");

        using var json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("runtime").GetProperty("flavor").GetString().Should().Be("youki");
    }
}
