using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class SeccompTextTests
{
    [Fact]
    public void Unconfined_is_no_filter() => SeccompText.Parse("unconfined", "/work").Should().Be(new SeccompConfig { Unconfined = true });

    [Theory]
    [InlineData("builtin")]
    [InlineData("default")]
    public void Builtin_is_the_default_profile(string text) => SeccompText.Parse(text, "/work").Should().Be(new SeccompConfig());

    [Theory]
    [InlineData("profile.json", "/work/profile.json")]
    [InlineData("/etc/profile.json", "/etc/profile.json")]
    public void Everything_else_is_a_file(string text, string path) => SeccompText.Parse(text, "/work").Should().Be(new SeccompConfig { ProfilePath = path });
}
