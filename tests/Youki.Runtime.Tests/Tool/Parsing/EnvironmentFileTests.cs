using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class EnvironmentFileTests
{
    [Theory]
    [InlineData("A=1", "A=1")]
    [InlineData("A=1\r\nB=2\r\n", "A=1;B=2")]
    [InlineData("# comment\n\n  # another\nA=1", "A=1")]
    [InlineData("  A=1", "A=1")]
    [InlineData("A= x # y ", "A= x # y ")]
    [InlineData("A=\"quoted\"", "A=\"quoted\"")]
    [InlineData("A=b=c", "A=b=c")]
    [InlineData("A=", "A=")]
    [InlineData("HOSTVALUE", "HOSTVALUE=there")]
    [InlineData("NOT_THERE", "")]
    public void Parse_lines_reads_as_docker(string content, string expected)
    {
        var variables = Parse(content);

        string.Join(';', variables.Select(variable => $"{variable.Key}={variable.Value}")).Should().Be(expected);
    }

    [Theory]
    [InlineData("=1")]
    [InlineData("A B=1")]
    [InlineData("A =1")]
    public void Parse_bad_name_throws_with_the_line(string line) =>
        FluentActions.Invoking(() => Parse($"X=1\n{line}")).Should().Throw<UsageException>().WithMessage("*'/f', line 2*");

    [Fact]
    public void Read_missing_file_throws() =>
        FluentActions.Invoking(() => EnvironmentFile.Read("/no/such/file", _ => null)).Should().Throw<UsageException>().WithMessage("*/no/such/file*");

    private static List<KeyValuePair<string, string>> Parse(string content) =>
        [.. EnvironmentFile.Parse(content, "/f", name => name == "HOSTVALUE" ? "there" : null)];
}
