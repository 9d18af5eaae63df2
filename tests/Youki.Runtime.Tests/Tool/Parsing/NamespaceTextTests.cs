using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class NamespaceTextTests
{
    [Theory]
    [InlineData("none", "private")]
    [InlineData("host", "host")]
    [InlineData("container:web", "container:web")]
    [InlineData("ns:/run/netns/a", "ns:/run/netns/a")]
    public void Network_is_read_as_docker_says_it(string text, string mode) => NamespaceText.ParseNetwork(text).ToString().Should().Be(mode);

    [Theory]
    [InlineData("bridge")]
    [InlineData("mynet")]
    [InlineData("ns:x")]
    public void Network_that_is_not_there_throws(string text)
    {
        var parse = () => NamespaceText.ParseNetwork(text);

        parse.Should().Throw<FormatException>().WithMessage("*none, host, container:CONTAINER or ns:PATH*");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a=")]
    [InlineData("=1")]
    public void Sysctl_without_name_or_value_throws(string text)
    {
        var parse = () => NamespaceText.ParseSysctls([text]);

        parse.Should().Throw<UsageException>();
    }

    [Fact]
    public void Sysctl_twice_throws()
    {
        var parse = () => NamespaceText.ParseSysctls(["a.b=1", "a.b=2"]);

        parse.Should().Throw<UsageException>().WithMessage("*twice*");
    }
}
