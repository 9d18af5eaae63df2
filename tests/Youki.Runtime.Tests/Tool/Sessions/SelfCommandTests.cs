using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tests.Tool.Sessions;

public sealed class SelfCommandTests
{
    private const string Framework = "/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/";

    [Theory]
    [InlineData("/usr/bin/dotnet", "/usr/bin/dotnet /opt/tool/youkictl.dll")]
    [InlineData("/opt/tool/youkictl", "/usr/share/dotnet/dotnet /opt/tool/youkictl.dll")]
    [InlineData("/root/.dotnet/tools/youkictl", "/usr/share/dotnet/dotnet /opt/tool/youkictl.dll")]
    public void Find_with_shared_framework_names_dotnet(string process, string expected) =>
        string.Join(' ', SelfCommand.Find(process, "/opt/tool/", Framework, _ => true)).Should().Be(expected);

    [Fact]
    public void Find_self_contained_names_the_program() =>
        SelfCommand.Find("/opt/tool/youkictl", "/opt/tool/", "/opt/tool/", path => path == "/opt/tool/youkictl.dll").Should().Equal("/opt/tool/youkictl");

    [Fact]
    public void Find_single_file_names_the_program() =>
        SelfCommand.Find("/usr/bin/youkictl", "/usr/bin/", string.Empty, path => path == "/dotnet").Should().Equal("/usr/bin/youkictl");

    [Fact]
    public void OfThisProcess_begins_with_an_absolute_path() => SelfCommand.OfThisProcess()[0].Should().StartWith("/");
}
