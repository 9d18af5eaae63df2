using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class LimitGroupTests
{
    private readonly ToolHarness _tool = new();

    [Theory]
    [InlineData("1g", 1024)]
    [InlineData("100M", 100)]
    [InlineData("10000001", 10)]
    public async Task Storage_size_becomes_a_request(string size, long mebibytes)
    {
        await _tool.RunAsync("run", "--storage-opt", $"size={size}", "img");

        _tool.Runtime.Containers.Should().ContainSingle().Which.Config.ResourceRequests.Should().Be(new ResourceRequests { DiskMb = mebibytes });
    }

    [Theory]
    [InlineData("run --storage-opt 1g img", "only size=SIZE")]
    [InlineData("run --storage-opt size=big img", "--storage-opt")]
    [InlineData("run --cpus 1 --cpu-quota 50000 img", "--cpu-quota")]
    [InlineData("run --oom-kill-disable img", "hang for good")]
    [InlineData("run --memory-swappiness 10 img", "--memory-swap")]
    [InlineData("create --kernel-memory 10m img", "Use --memory")]
    [InlineData("create --cpu-rt-runtime 10 img", "real-time")]
    public async Task What_cannot_be_had_is_refused_with_the_reason(string line, string text)
    {
        var outcome = await _tool.RunAsync(line.Split(' '));

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(text);
        _tool.Runtime.Containers.Should().BeEmpty();
    }

    [Fact]
    public async Task Node_shows_what_is_reserved()
    {
        var outcome = await _tool.RunAsync("node");

        outcome.Output.Should().MatchRegex(@"Processors +4 +1\.5 +2\.5").And.MatchRegex(@"Memory +8GB +2GB +6GB +5GB").And.Contain("3 containers, 1 of them");
    }
}
