using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Tests.Images.Documents;

public sealed class PlatformChoiceTests
{
    [Theory]
    [InlineData("linux/arm/v7", "linux/arm/v5 linux/arm/v6 linux/arm/v7 linux/arm64", "linux/arm/v7")]
    [InlineData("linux/arm/v7", "linux/arm/v5 linux/arm/v6 linux/arm64", "linux/arm/v6")]
    [InlineData("linux/arm/v8", "linux/arm/v5 linux/arm/v7", "linux/arm/v7")]
    [InlineData("linux/arm/v6", "linux/arm linux/arm/v5", "linux/arm/v5")]
    [InlineData("linux/arm", "linux/arm/v6 linux/arm/v7", "linux/arm/v7")]
    [InlineData("linux/arm64", "linux/amd64 linux/arm64/v8", "linux/arm64")]
    [InlineData("linux/amd64", "linux/amd64/v3 linux/amd64", "linux/amd64")]
    [InlineData("linux/amd64/v3", "linux/amd64 linux/amd64/v2", "linux/amd64/v2")]
    [InlineData("linux/ppc64le", "linux/amd64 linux/ppc64le", "linux/ppc64le")]
    public void The_best_that_runs_is_chosen(string wanted, string offered, string best) => Choose(wanted, offered).Should().Be(best);

    [Theory]
    [InlineData("linux/arm/v6", "linux/arm/v7 linux/arm")]
    [InlineData("linux/amd64", "linux/386 linux/amd64/v2 windows/amd64")]
    [InlineData("linux/arm64", "linux/arm/v7")]
    public void What_does_not_run_is_not_chosen(string wanted, string offered) => Choose(wanted, offered).Should().BeNull();

    private static string? Choose(string wanted, string offered) =>
        PlatformChoice.Best(ImagePlatform.Parse(wanted), offered.Split(' ').Select(text => ImagePlatform.Parse(text).ToString()), text => ImagePlatform.Parse(text));
}
