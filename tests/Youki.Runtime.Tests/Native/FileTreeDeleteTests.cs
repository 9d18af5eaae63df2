using System.Runtime.Versioning;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

[SupportedOSPlatform("linux")]
public sealed class FileTreeDeleteTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("missing")]
    [InlineData("missing/below/missing")]
    public void Delete_of_what_is_not_there_does_nothing(string name)
    {
        var delete = () => FileTree.Delete(_temporary[name], Token);

        delete.Should().NotThrow();
    }

    [Fact]
    public void Delete_of_a_tree_leaves_its_neighbours()
    {
        _temporary.Write("tree/a/b/file", "1");
        _temporary.Write("tree/c", "2");
        _temporary.Write("neighbour/file", "3");

        FileTree.Delete(_temporary["tree/"], Token);

        _temporary.ReadNames(".").Should().Equal("neighbour\0");
        File.ReadAllText(_temporary["neighbour/file"]).Should().Be("3");
    }

    [Fact]
    public void Delete_does_not_follow_links()
    {
        _temporary.Write("outside/file", "kept");
        _temporary.Link("tree/link", _temporary["outside"]);
        _temporary.Link("link", _temporary["outside"]);

        FileTree.Delete(_temporary["tree"], Token);
        FileTree.Delete(_temporary["link"], Token);

        _temporary.ReadNames(".").Should().Equal("outside\0");
        File.ReadAllText(_temporary["outside/file"]).Should().Be("kept");
    }

    [Fact]
    public void Delete_of_ten_thousand_levels_needs_neither_stack_nor_descriptors()
    {
        _temporary.MakeDeep("tree", 10_000);

        FileTree.Delete(_temporary["tree"], Token);

        _temporary.ReadNames(".").Should().BeEmpty();
    }

    [Fact]
    public void Delete_of_names_that_are_no_text_deletes_them()
    {
        _temporary.MakeRawNames("tree");

        FileTree.Delete(_temporary["tree"], Token);

        _temporary.ReadNames(".").Should().BeEmpty();
    }

    [Fact]
    public void Delete_of_a_wide_directory_misses_nothing()
    {
        _temporary.MakeDirectory("tree");
        for (var number = 0; number < 5_000; number++)
        {
            File.WriteAllBytes(_temporary[$"tree/file-with-a-rather-long-name-{number}"], []);
        }

        FileTree.Delete(_temporary["tree"], Token);

        _temporary.ReadNames(".").Should().BeEmpty();
    }

    [Fact]
    public void Delete_of_directories_without_permissions_deletes_them()
    {
        _temporary.Write("tree/closed/file", "1");
        _temporary.Write("tree/read-only/file", "1");
        new DirectoryInfo(_temporary["tree/closed"]).UnixFileMode = UnixFileMode.None;
        new DirectoryInfo(_temporary["tree/read-only"]).UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;

        FileTree.Delete(_temporary["tree"], Token);

        _temporary.ReadNames(".").Should().BeEmpty();
    }

    [Fact]
    public void Delete_that_was_broken_off_goes_on_later()
    {
        _temporary.Write("tree/a/b/file", "1");
        using var source = new CancellationTokenSource();
        source.Cancel();
        var broken = () => FileTree.Delete(_temporary["tree"], source.Token);
        broken.Should().Throw<OperationCanceledException>();

        FileTree.Delete(_temporary["tree"], Token);

        _temporary.ReadNames(".").Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void Delete_of_a_directory_by_a_name_of_itself_throws(string name)
    {
        using var directory = _temporary.OpenDirectory(".");

        var delete = () => FileTree.Delete(directory, RawName.From(name), _temporary.Path, Token);

        delete.Should().Throw<ArgumentException>();
    }
}
