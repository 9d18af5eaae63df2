using System.Text.Json.Nodes;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

public sealed class MountOrderTests
{
    [Theory]
    [InlineData("/a /b /c", "/a /b /c")]
    [InlineData("/a/b /a", "/a /a/b")]
    [InlineData("/x /a/b/c /y /a/b /a", "/x /a /a/b /a/b/c /y")]
    [InlineData("/proc /dev /dev/pts /ab /a", "/proc /dev /dev/pts /ab /a")]
    public void Parents_come_first_and_all_else_stays(string given, string expected)
    {
        var mounts = new JsonArray([.. given.Split(' ').Select(path => (JsonNode)new JsonObject { ["destination"] = path })]);

        MountOrder.BringParentsFirst(mounts);

        string.Join(' ', mounts.Select(mount => mount!["destination"]!.GetValue<string>())).Should().Be(expected);
    }
}
