using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Volumes;

public sealed class VolumeCommandsTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Volumes_are_made_listed_and_removed()
    {
        (await _tool.RunAsync("volume", "create", "-o", "type=tmpfs", "-o", "o=size=1m,noexec", "--label", "a=b", "data")).Output.Should().Be("data\n");
        _tool.Volumes.Volumes.Single().DriverOptions.Should().BeEquivalentTo(new Dictionary<string, string> { ["type"] = "tmpfs", ["o"] = "size=1m,noexec" });

        (await _tool.RunAsync("volume", "ls")).Output.Should().Be("DRIVER   VOLUME NAME\nlocal    data\n");
        (await _tool.RunAsync("volume", "ls", "-q", "-f", "name=at")).Output.Should().Be("data\n");
        (await _tool.RunAsync("volume", "inspect", "data")).Output.Should().Contain("\"path\": \"/volumes/data/data\"");
        (await _tool.RunAsync("volume", "rm", "data")).Output.Should().Be("data\n");
        (await _tool.RunAsync("volume", "rm", "data")).ExitCode.Should().Be(1);
        (await _tool.RunAsync("volume", "rm", "-f", "data")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Prune_says_what_went()
    {
        await _tool.RunAsync("volume", "create", "data");

        (await _tool.RunAsync("volume", "prune", "-a", "-f", "--filter", "label=x=y")).Output.Should().StartWith("Deleted: data\nTotal reclaimed space: ");
        _tool.Volumes.Prunings.Single().Should().BeEquivalentTo(new PruneVolumesOptions { All = true, Labels = new Dictionary<string, string> { ["x"] = "y" } });
        (await _tool.RunAsync("volume", "prune", "-f", "--filter", "driver=x")).ExitCode.Should().NotBe(0);
        (await _tool.RunAsync("volume", "ls", "-f", "size=1")).ExitCode.Should().NotBe(0);
    }
}
