using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Images;

public sealed class ImagesCommandTests
{
    private readonly ToolHarness _tool = new();
    private readonly ImageInfo _alpine;
    private readonly ImageInfo _web;
    private readonly ImageInfo _dangling;

    public ImagesCommandTests()
    {
        _alpine = _tool.Images.Add("alpine:3", "alpine:3.20");
        _web = _tool.Images.Add($"reg.example:5000/team/web@{Digest.Of("d"u8)}");
        _dangling = _tool.Images.Add();
    }

    [Fact]
    public async Task Images_has_a_line_for_each_name()
    {
        var outcome = await _tool.RunAsync("images");

        outcome.Output.Split('\n').Select(line => string.Join('|', line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).Should().Equal(
            "REPOSITORY|TAG|IMAGE ID|CREATED|SIZE",
            $"alpine|3|{_alpine.Id.Hex[..12]}|3 days ago|7.83MB",
            $"alpine|3.20|{_alpine.Id.Hex[..12]}|3 days ago|7.83MB",
            $"reg.example:5000/team/web|<none>|{_web.Id.Hex[..12]}|3 days ago|7.83MB",
            $"<none>|<none>|{_dangling.Id.Hex[..12]}|3 days ago|7.83MB",
            string.Empty);
    }

    [Fact]
    public async Task Images_quiet_prints_each_id_once() =>
        (await _tool.RunAsync("image", "ls", "-q", "alpine")).Output.Should().Be($"{_alpine.Id.Hex[..12]}\n");

    [Fact]
    public async Task Images_digests_and_whole_ids_are_shown() =>
        (await _tool.RunAsync("images", "--digests", "--no-trunc")).Output.Should().Contain("DIGEST").And.Contain(_web.Digest.Value).And.Contain(_web.Id.Value);

    [Theory]
    [InlineData("alpine", "alpine:3 alpine:3.20")]
    [InlineData("alpine:3", "alpine:3")]
    [InlineData("docker.io/library/alpine:3.20", "alpine:3.20")]
    [InlineData("alpine:3*", "alpine:3 alpine:3.20")]
    [InlineData("reg.example:5000/team/web", "web")]
    [InlineData("*/web", "web")]
    [InlineData("alp", "")]
    public async Task Images_pattern_chooses_names(string pattern, string expected)
    {
        var outcome = await _tool.RunAsync("images", "--format=json", "--filter", $"reference={pattern}");

        foreach (var (name, text) in new[] { ("alpine:3", "/alpine:3\""), ("alpine:3.20", "/alpine:3.20\""), ("web", "/web@") })
        {
            outcome.Output.Contains(text, StringComparison.Ordinal).Should().Be(expected.Split(' ').Contains(name), name);
        }
    }

    [Fact]
    public async Task Images_filters_are_the_stores_where_it_knows_more()
    {
        await _tool.RunAsync("images", "-f", "dangling=true", "-f", "label=a=b", "-f", "label=c");

        _tool.Images.Filter.Should().BeEquivalentTo(new ImageFilter { Dangling = true, Labels = new Dictionary<string, string?> { ["a"] = "b", ["c"] = null } });
    }

    [Theory]
    [InlineData("color=red")]
    [InlineData("dangling=perhaps")]
    [InlineData("reference")]
    public async Task Images_unknown_filter_is_a_usage_error(string filter) => (await _tool.RunAsync("images", "-f", filter)).ExitCode.Should().Be(2);

    [Fact]
    public async Task Inspect_prints_those_that_are_there()
    {
        _tool.Images.Config = new ImageConfig { Cmd = ["sh"] };

        var outcome = await _tool.RunAsync("image", "inspect", "alpine:3", "nosuch");

        outcome.ExitCode.Should().Be(1);
        outcome.Output.Should().StartWith("[").And.Contain("\"cmd\": [").And.Contain(_alpine.Id.Value);
        outcome.Error.Should().Be("youkictl: The store has no image 'nosuch'.\n");
    }
}
