using System.Text.Json;

namespace Youki.Runtime.Tests.Namespaces;

public sealed class NamespaceModeTests
{
    [Theory]
    [InlineData("private")]
    [InlineData("host")]
    [InlineData("container:web-1")]
    [InlineData("ns:/run/netns/a b")]
    public void Parse_gives_the_same_text_back(string text) => NamespaceMode.Parse(text).ToString().Should().Be(text);

    [Theory]
    [InlineData("")]
    [InlineData("Host")]
    [InlineData("container:")]
    [InlineData("container:../x")]
    [InlineData("ns:relative")]
    [InlineData("ns:/a\0b")]
    [InlineData("bridge")]
    public void Parse_what_is_no_mode_throws(string text)
    {
        var parse = () => NamespaceMode.Parse(text);

        parse.Should().Throw<FormatException>();
    }

    [Fact]
    public void Parts_are_what_was_given()
    {
        var (container, path) = (NamespaceMode.OfContainer(ContainerId.Parse("a")), NamespaceMode.OfPath("/b"));

        (container.Container, container.Path).Should().Be((ContainerId.Parse("a"), null));
        (path.Container, path.Path).Should().Be((null, "/b"));
    }

    [Fact]
    public void Json_is_the_text() => JsonSerializer.Serialize(NamespaceMode.Host).Should().Be("\"host\"");
}
