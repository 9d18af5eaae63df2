using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Images;

public sealed class RemoveImageCommandTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Rmi_tells_what_went()
    {
        var image = _tool.Images.Add("alpine:3");

        var outcome = await _tool.RunAsync("rmi", "alpine:3");

        outcome.Should().Be(new ToolOutcome(0, $"Untagged: alpine:3\nDeleted: {image.Id}\n", string.Empty));
        _tool.Images.Calls.Should().Equal("remove alpine:3 False");
    }

    [Fact]
    public async Task Rmi_goes_on_after_a_failure()
    {
        _tool.Images.Add("web:1");

        var outcome = await _tool.RunAsync("image", "rm", "nosuch", "web:1");

        outcome.ExitCode.Should().Be(1);
        outcome.Error.Should().Be("youkictl: The store has no image 'nosuch'.\n");
        _tool.Images.Images.Should().BeEmpty();
    }

    [Fact]
    public async Task Rmi_force_does_not_mind_what_is_gone() =>
        (await _tool.RunAsync("rmi", "-f", "nosuch")).Should().Be(new ToolOutcome(0, string.Empty, string.Empty));

    [Fact]
    public async Task Rmi_image_in_use_says_how_to_force_it()
    {
        _tool.Images.Failure = new ImageInUseException("alpine:3", "Image 'alpine:3' is used by container web.", [ContainerId.Parse("container-1")]);

        var outcome = await _tool.RunAsync("rmi", "alpine:3");

        outcome.Error.Should().Be("youkictl: Image 'alpine:3' is used by container web. -f forces it.\n");
    }

    [Fact]
    public async Task Rmi_json_is_an_array()
    {
        _tool.Images.Add("alpine:3");

        var outcome = await _tool.RunAsync("rmi", "--format", "json", "alpine:3", "nosuch");

        outcome.Output.Should().StartWith("[").And.Contain("\"untagged\": [\n      \"docker.io/library/alpine:3\"").And.Contain("\"error\": \"The store has no image");
    }

    [Fact]
    public async Task Tag_gives_a_name()
    {
        (await _tool.RunAsync("tag", "alpine:3", "reg.example/base")).Should().Be(new ToolOutcome(0, string.Empty, string.Empty));

        _tool.Images.Calls.Should().Equal("tag alpine:3 reg.example/base:latest");
    }

    [Theory]
    [InlineData("oci:/x")]
    [InlineData("Web")]
    [InlineData("web@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Tag_with_what_is_no_name_is_a_usage_error(string target) => (await _tool.RunAsync("tag", "alpine:3", target)).ExitCode.Should().Be(2);

    [Fact]
    public async Task Push_prints_the_digest()
    {
        var outcome = await _tool.RunAsync("push", "--platform", "linux/arm64", "reg.example/web:1");

        outcome.Should().Be(new ToolOutcome(0, $"{Digest.Of("pushed"u8)}\n", string.Empty));
        _tool.Images.Calls.Should().Equal("push reg.example/web:1 linux/arm64");
    }
}
