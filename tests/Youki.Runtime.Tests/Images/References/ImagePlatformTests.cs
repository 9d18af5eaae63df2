namespace Youki.Runtime.Tests.Images.References;

public sealed class ImagePlatformTests
{
    [Theory]
    [InlineData("linux/amd64", "linux/amd64")]
    [InlineData("linux/x86_64", "linux/amd64")]
    [InlineData("linux/x86-64", "linux/amd64")]
    [InlineData("linux/i686", "linux/386")]
    [InlineData("linux/aarch64", "linux/arm64")]
    [InlineData("linux/arm64/v8", "linux/arm64")]
    [InlineData("linux/arm64/8", "linux/arm64")]
    [InlineData("linux/arm64/v9", "linux/arm64/v9")]
    [InlineData("linux/arm/7", "linux/arm/v7")]
    [InlineData("linux/arm/v6", "linux/arm/v6")]
    [InlineData("linux/armhf", "linux/arm/v7")]
    [InlineData("linux/armel", "linux/arm/v6")]
    [InlineData("windows/amd64", "windows/amd64")]
    [InlineData("linux/amd64/v2", "linux/amd64/v2")]
    public void Parse_normalises(string text, string normal) => ImagePlatform.Parse(text).ToString().Should().Be(normal);

    [Theory]
    [InlineData("")]
    [InlineData("linux")]
    [InlineData("linux/")]
    [InlineData("/amd64")]
    [InlineData("linux/arm/v7/x")]
    [InlineData("linux/am d64")]
    [InlineData("linux/amd64\n")]
    [InlineData("linux/ämd64")]
    public void Parse_invalid_text_throws(string text)
    {
        FluentActions.Invoking(() => ImagePlatform.Parse(text)).Should().Throw<FormatException>();
        ImagePlatform.TryParse(text, out _).Should().BeFalse();
    }

    [Fact]
    public void Parse_endless_text_shortens_it_in_the_message() =>
        FluentActions.Invoking(() => ImagePlatform.Parse(new string('x', 100_000))).Should().Throw<FormatException>().Which.Message.Length.Should().BeLessThan(300);

    [Fact]
    public void Host_is_read_back_as_the_same() => ImagePlatform.Parse(ImagePlatform.Host.ToString()).Should().Be(ImagePlatform.Host);

    [Fact]
    public void Default_has_no_text() => default(ImagePlatform).ToString().Should().BeEmpty();
}
