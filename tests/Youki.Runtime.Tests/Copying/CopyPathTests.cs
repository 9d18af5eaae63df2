using System.Text;
using Youki.Runtime.Copying;

namespace Youki.Runtime.Tests.Copying;

public sealed class CopyPathTests
{
    [Theory]
    [InlineData("/etc/passwd", "/etc/passwd", "passwd", false)]
    [InlineData("etc//passwd", "/etc/passwd", "passwd", false)]
    [InlineData("/etc/", "/etc", "etc", true)]
    [InlineData("/etc/.", "/etc/.", "", true)]
    [InlineData("/etc/..", "/etc/..", "", true)]
    [InlineData("/", "/", "", true)]
    [InlineData(".", "/.", "", true)]
    public void Parse_tells_name_and_whether_it_is_a_directory(string text, string path, string name, bool isDirectory)
    {
        var parsed = CopyPath.Parse(text);

        (Encoding.UTF8.GetString(parsed.Bytes).TrimEnd('\0'), Encoding.UTF8.GetString(parsed.Name), parsed.IsDirectory).Should().Be((path, name, isDirectory));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a\0b")]
    public void Parse_of_no_path_throws(string text) => ((Action)(() => CopyPath.Parse(text))).Should().Throw<ArgumentException>();

    [Fact]
    public void Parse_of_a_path_longer_than_the_kernel_takes_throws() =>
        ((Action)(() => CopyPath.Parse("/" + new string('a', 4096)))).Should().Throw<ArgumentException>();
}
