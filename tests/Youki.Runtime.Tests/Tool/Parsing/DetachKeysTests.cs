using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class DetachKeysTests
{
    [Theory]
    [InlineData("ctrl-p,ctrl-q", new byte[] { 16, 17 })]
    [InlineData("ctrl-a,b,@", new byte[] { 1, (byte)'b', (byte)'@' })]
    [InlineData("ctrl-@", new byte[] { 0 })]
    [InlineData("CTRL-Z", new byte[] { 26 })]
    [InlineData("ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_", new byte[] { 27, 28, 29, 30, 31 })]
    [InlineData("", new byte[0])]
    public void Parse_reads_keys_as_docker_does(string text, byte[] keys) => DetachKeys.Parse(text).Should().Equal(keys);

    [Theory]
    [InlineData(",")]
    [InlineData("ab")]
    [InlineData("ctrl-")]
    [InlineData("ctrl-1")]
    [InlineData("ctrl-a,")]
    [InlineData("ctrl-ab")]
    [InlineData("alt-a")]
    [InlineData(" ")]
    [InlineData("é")]
    public void Parse_of_what_is_no_key_throws(string text) => FluentActions.Invoking(() => DetachKeys.Parse(text)).Should().Throw<FormatException>();
}
