using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

public sealed class RootedDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    public RootedDirectoryTests() => _temporary.MakeDirectory("root");

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("/var/run/app", "/run/app")]
    [InlineData("/var/out", "/outside")]
    [InlineData("/var/up/x", "/x")]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/var/chain", "/run/end")]
    [InlineData("//a/./b/../c", "/a/c")]
    [InlineData("/", "/")]
    public void Ensure_follows_links_inside_the_root_even_to_what_is_missing(string path, string expected)
    {
        _temporary.Link("root/var/run", "/run");
        _temporary.Link("root/var/out", "../../../outside");
        _temporary.Link("root/var/up", "..");
        _temporary.Link("root/var/chain", "next");
        _temporary.Link("root/var/next", "run/end");
        using var root = _temporary.OpenDirectory("root");

        using var made = RootedDirectory.Ensure(root, path);

        RootedDirectory.PathIn(root, made).Should().Be(expected);
        Directory.Exists(_temporary["outside"]).Should().BeFalse();
    }

    [Theory]
    [InlineData("/loop/x")]
    [InlineData("/one")]
    [InlineData("/file/x")]
    public void Ensure_where_a_loop_or_a_file_is_in_the_way_throws(string path)
    {
        _temporary.Link("root/loop", "loop");
        _temporary.Link("root/one", "two/x");
        _temporary.Link("root/two", "one/x");
        _temporary.Write("root/file", "");
        using var root = _temporary.OpenDirectory("root");

        var ensure = () => RootedDirectory.Ensure(root, path);

        ensure.Should().Throw<NativeException>();
    }

    [Fact]
    public void Ensure_of_a_link_to_itself_through_what_is_missing_ends()
    {
        _temporary.Link("root/a", "/missing/../a");
        using var root = _temporary.OpenDirectory("root");

        var ensure = () => RootedDirectory.Ensure(root, "/a");

        ensure.Should().Throw<NativeException>();
    }
}
