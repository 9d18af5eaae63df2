using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tests.Tool.Output;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("grüße, 世界 👍", "grüße, 世界 👍")]
    [InlineData("a\u001b[31mred", "a\\u001b[31mred")]
    [InlineData("a\nb\tc\r", "a\\u000ab\\u0009c\\u000d")]
    [InlineData("\u009b2J", "\\u009b2J")]
    [InlineData("evil\u202etxt", "evil\\u202etxt")]
    [InlineData("[red]x[/]", "[red]x[/]")]
    public void Clean_text_shows_what_would_act(string text, string expected) => TerminalText.Clean(text).Should().Be(expected);
}
