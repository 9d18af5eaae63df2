using System.Text.Json;

namespace Youki.Runtime.Tests.Identity;

public sealed class ContainerIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("container-0197a1b2")]
    [InlineData("A_b.c+d-1")]
    public void Parse_valid_text_keeps_it(string text) => ContainerId.Parse(text).Value.Should().Be(text);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("/etc")]
    [InlineData("-rf")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    public void Parse_invalid_text_throws(string text) => FluentActions.Invoking(() => ContainerId.Parse(text)).Should().Throw<FormatException>();

    [Fact]
    public void Parse_300_characters_throws_and_shortens_them()
    {
        var parse = () => ContainerId.Parse(new string('a', 300));

        parse.Should().Throw<FormatException>().Which.Message.Length.Should().BeLessThan(250);
    }

    [Fact]
    public void New_ids_differ_and_are_valid()
    {
        var id = ContainerId.New();

        id.Should().NotBe(ContainerId.New());
        ContainerId.Parse(id.Value).Should().Be(id);
        id.Value.Should().StartWith("container-");
    }

    [Fact]
    public void Default_names_nothing() => FluentActions.Invoking(() => default(ContainerId).Value).Should().Throw<InvalidOperationException>();

    [Fact]
    public void Json_refuses_what_is_no_id() =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<ContainerId>("\"../x\"")).Should().Throw<JsonException>();
}
