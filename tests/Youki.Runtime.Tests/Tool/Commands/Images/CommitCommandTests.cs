using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Images;

public sealed class CommitCommandTests
{
    private readonly ToolHarness _tool = new();
    private readonly FakeContainer _container;

    public CommitCommandTests() => _container = _tool.Runtime.Add("web");

    [Fact]
    public async Task Commit_prints_the_id()
    {
        var outcome = await _tool.RunAsync("commit", "web");

        outcome.Should().Be(new ToolOutcome(0, $"{_tool.Images.Images[0].Id}\n", string.Empty));
        _tool.Images.CommitOptions.Should().Be(new CommitOptions());
    }

    [Fact]
    public async Task Commit_options_are_passed_on()
    {
        await _tool.RunAsync("commit", "-a", "me", "-m", "hello", "--pause=false", "web", "web:2");

        _tool.Images.CommitOptions.Should().Be(new CommitOptions { Reference = ImageReference.Parse("web:2"), Author = "me", Message = "hello", Pause = false });
    }

    [Fact]
    public async Task Commit_changes_are_made_to_what_the_image_says()
    {
        var image = _tool.Images.Add("base:1");
        _container.Image = new ContainerImage { Reference = image.References[0], Id = image.Id, Digest = image.Digest, Layers = [] };
        _tool.Images.Config = new ImageConfig
        {
            Env = ["PATH=/bin", "A=1"],
            Labels = new Dictionary<string, string> { ["old"] = "1" },
            WorkingDir = "/srv",
            Volumes = ["/data"],
            Cmd = ["old"],
            Entrypoint = ["/init"],
        };

        await _tool.RunAsync(
            "commit", "-c", "CMD [\"a\", \"b c\"]", "-c", "ENV A=2 B=\"x y\"", "-c", "ENV C hello world", "-c", "label new=2", "-c", "WORKDIR app", "-c", "USER 1000:1000", "-c", "EXPOSE 80 53/udp",
            "-c", "VOLUME /data /cache", "-c", "STOPSIGNAL SIGINT", "web");

        _tool.Images.CommitOptions!.Changes.Should().BeEquivalentTo(new ImageConfig
        {
            Cmd = ["a", "b c"],
            Entrypoint = ["/init"],
            Env = ["PATH=/bin", "A=2", "B=x y", "C=hello world"],
            Labels = new Dictionary<string, string> { ["old"] = "1", ["new"] = "2" },
            WorkingDir = "/srv/app",
            User = "1000:1000",
            ExposedPorts = ["80/tcp", "53/udp"],
            Volumes = ["/data", "/cache"],
            StopSignal = "SIGINT",
        });
    }

    [Fact]
    public async Task Commit_another_entrypoint_drops_the_images_cmd()
    {
        await _tool.RunAsync("commit", "-c", "ENTRYPOINT=/bin/server --fast", "web");

        _tool.Images.CommitOptions!.Changes.Should().BeEquivalentTo(new ImageConfig { Entrypoint = ["/bin/sh", "-c", "/bin/server --fast"], Cmd = [] });
    }

    [Theory]
    [InlineData("RUN true")]
    [InlineData("CMD")]
    [InlineData("ENV A")]
    [InlineData("ENV =1")]
    [InlineData("EXPOSE many")]
    [InlineData("EXPOSE 80/icmp")]
    [InlineData("STOPSIGNAL NOSUCH")]
    [InlineData("LABEL x")]
    public async Task Commit_bad_change_is_a_usage_error(string change)
    {
        var outcome = await _tool.RunAsync("commit", "-c", change, "web");

        outcome.ExitCode.Should().Be(2);
        _tool.Images.Calls.Should().BeEmpty();
    }
}
