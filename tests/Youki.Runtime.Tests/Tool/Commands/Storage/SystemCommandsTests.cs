using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Storage;

public sealed class SystemCommandsTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Df_is_a_table()
    {
        var outcome = await _tool.RunAsync("system", "df");

        outcome.Output.Split('\n').Select(line => string.Join('|', line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).Should().Equal(
            "TYPE|TOTAL|ACTIVE|SIZE|RECLAIMABLE",
            "Image layers|3|1|200MB|50MB (25%)",
            "Image blobs|3|1|100MB|25MB (25%)",
            "Broken pulls|0|0|0B|0B",
            "Containers|2|1|3kB|1kB (33%)",
            "Volumes|0|0|0B|0B",
            "Logs|2|1|500B|500B (100%)",
            string.Empty);
    }

    [Fact]
    public async Task Df_json_is_an_object() =>
        (await _tool.RunAsync("system", "df", "--format", "json")).Output.Should().Contain("\"layers\": {\n    \"count\": 3").And.Contain("\"reclaimableBytes\": 50000000");

    [Fact]
    public async Task Prune_removes_what_has_ended_and_images()
    {
        _tool.Runtime.Add("runs");
        var ended = _tool.Runtime.Add("ended");
        ended.End(0);

        var outcome = await _tool.RunAsync("system", "prune", "-af");

        outcome.Should().Be(new ToolOutcome(0, $"Removed: {ended.Status.Id}\nDeleted: {Digest.Of("x"u8)}\nTotal reclaimed space of images: 1.23MB\n", string.Empty));
        _tool.Runtime.Containers.Should().ContainSingle();
        _tool.Images.PruneOptions.Should().Be(new PruneImagesOptions { All = true });
    }

    [Fact]
    public async Task Prune_says_what_goes_before_it_asks()
    {
        _tool.Runtime.Add("run\u001bs");
        var ended = _tool.Runtime.Add("en\u001bded");
        ended.End(0);
        var held = _tool.Images.Add("held:1");
        _tool.Images.Users[held.Id] = [_tool.Runtime.Containers[0].Status.Id];
        var freed = _tool.Images.Add("freed:1");
        _tool.Images.Users[freed.Id] = [ended.Status.Id];
        var dangling = _tool.Images.Add();
        _tool.InputIsTerminal = true;
        _tool.Input = "n\n"u8.ToArray();

        var outcome = await _tool.RunAsync("system", "prune", "-a");

        outcome.Should().Be(new ToolOutcome(1, string.Empty, $"""
            This removes:
              containers that have ended: 1 (1.5kB at most): en\u001bded
              images that no container uses: 2 (22.5MB at most): freed:1, {dangling.Id.Hex[..12]}
              what belongs to no image
            Go on? [y/N]{' '}
            """));
        _tool.Runtime.Containers.Should().HaveCount(2);
    }

    [Fact]
    public async Task Prune_without_a_terminal_needs_force() => (await _tool.RunAsync("system", "prune")).ExitCode.Should().Be(2);
}
