using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Images;

public sealed class PruneImagesCommandTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Prune_force_tells_what_went()
    {
        var outcome = await _tool.RunAsync("image", "prune", "-f");

        outcome.Should().Be(new ToolOutcome(0, $"Deleted: {Digest.Of("x"u8)}\nTotal reclaimed space: 1.23MB\n", string.Empty));
        _tool.Images.PruneOptions.Should().Be(new PruneImagesOptions());
    }

    [Fact]
    public async Task Prune_options_are_passed_on()
    {
        await _tool.RunAsync("image", "prune", "-af", "--older-than", "30d", "--target-size", "20g", "--target-disk", "80%");

        _tool.Images.PruneOptions.Should().Be(new PruneImagesOptions { All = true, OlderThan = TimeSpan.FromDays(30), TargetBytes = 20L << 30, TargetDiskPercent = 80 });
    }

    [Theory]
    [InlineData("--target-size=much")]
    [InlineData("--target-disk=101")]
    [InlineData("--older-than=soon")]
    public async Task Prune_bad_mark_is_a_usage_error(string option) => (await _tool.RunAsync("image", "prune", "-f", option)).ExitCode.Should().Be(2);

    [Theory]
    [InlineData("y\n", 0, 1)]
    [InlineData("n\n", 1, 0)]
    public async Task Prune_asks_first(string answer, int exitCode, int calls)
    {
        _tool.InputIsTerminal = true;
        _tool.Input = System.Text.Encoding.ASCII.GetBytes(answer);

        var outcome = await _tool.RunAsync("image", "prune", "-a", "--older-than=24h");

        outcome.ExitCode.Should().Be(exitCode);
        outcome.Error.Should().Be("This removes images, with and without a name, that no container uses, if not used for 24 hours. Go on? [y/N] ");
        _tool.Images.Calls.Should().HaveCount(calls);
    }

    [Fact]
    public async Task Prune_without_a_terminal_needs_force()
    {
        var outcome = await _tool.RunAsync("image", "prune");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("--force");
    }

    [Theory]
    [InlineData(false, false, 0, "whole")]
    [InlineData(true, false, 1, "damaged")]
    [InlineData(true, true, 0, "was damaged, and is mended")]
    public async Task Verify_tells_what_is_damaged(bool damaged, bool repaired, int exitCode, string expected)
    {
        _tool.Images.Add("alpine:3");
        _tool.Images.Problems.AddRange(damaged ? ["blob x is \u001bwrong"] : []);
        _tool.Images.Repaired = repaired;

        var outcome = await _tool.RunAsync("image", "verify", "alpine:3");

        outcome.ExitCode.Should().Be(exitCode);
        outcome.Output.Should().Be($"alpine:3: {expected}\n{(damaged ? "  blob x is \\u001bwrong\n" : string.Empty)}");
        _tool.Images.Calls.Should().Equal("verify alpine:3 True");
    }

    [Fact]
    public async Task Verify_no_repair_only_looks()
    {
        await _tool.RunAsync("image", "verify", "--no-repair");

        _tool.Images.Calls.Should().Equal("verify  False");
    }
}
