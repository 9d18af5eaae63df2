using System.Net.Sockets;
using System.Runtime.Versioning;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

[SupportedOSPlatform("linux")]
public sealed class FileTreeCopyTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    public FileTreeCopyTests()
    {
        _temporary.MakeDirectory("source");
        _temporary.MakeDirectory("target");
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Copy_of_files_keeps_content_mode_and_time()
    {
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234567);
        _temporary.Write("source/a/file", "text");
        File.SetUnixFileMode(_temporary["source/a/file"], (UnixFileMode)Convert.ToInt32("4751", 8));
        File.SetLastWriteTimeUtc(_temporary["source/a/file"], time);
        Directory.SetLastWriteTimeUtc(_temporary["source/a"], time);
        new DirectoryInfo(_temporary["source"]).UnixFileMode = (UnixFileMode)Convert.ToInt32("1751", 8);

        Copy();

        File.ReadAllText(_temporary["target/a/file"]).Should().Be("text");
        File.GetUnixFileMode(_temporary["target/a/file"]).Should().Be((UnixFileMode)Convert.ToInt32("4751", 8));
        File.GetLastWriteTimeUtc(_temporary["target/a/file"]).Should().Be(time);
        Directory.GetLastWriteTimeUtc(_temporary["target/a"]).Should().Be(time);
        new DirectoryInfo(_temporary["target"]).UnixFileMode.Should().Be((UnixFileMode)Convert.ToInt32("1751", 8));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../outside")]
    [InlineData("nowhere")]
    public void Copy_of_a_link_keeps_what_it_says(string target)
    {
        _temporary.Link("source/link", target);

        Copy();

        new FileInfo(_temporary["target/link"]).LinkTarget.Should().Be(target);
    }

    [Fact]
    public void Copy_of_hard_links_keeps_them_one_file()
    {
        _temporary.Write("source/a/one", "text");
        using (var source = _temporary.OpenDirectory("source"))
        {
            Entries.TryLink(source, RawName.From("a/one"), source, "two\0"u8).Should().Be(0);
        }

        Copy();

        using var target = _temporary.OpenDirectory("target");
        var one = FileMetadata.TryOf(target, RawName.From("a/one"), out _)!.Value;
        FileMetadata.TryOf(target, "two\0"u8, out _).Should().Be(one);
        one.Links.Should().Be(2);
        _temporary.ReadNames("target").Should().Equal("a\0", "two\0");
    }

    [Fact]
    public void Copy_of_a_file_with_holes_writes_no_zeros()
    {
        const long size = 1L << 40;
        using (var file = File.OpenHandle(_temporary["source/sparse"], FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, [7], size - 1);
        }

        Copy();

        using var copy = File.OpenRead(_temporary["target/sparse"]);
        copy.Length.Should().Be(size);
        copy.Seek(-1, SeekOrigin.End);
        copy.ReadByte().Should().Be(7);
    }

    [Fact]
    public void Copy_of_a_deep_tree_needs_neither_stack_nor_descriptors()
    {
        _temporary.MakeDeep("source", 5_000);

        Copy();

        var depth = 0;
        using var target = _temporary.OpenDirectory("target");
        using var stack = new DirectoryStack(_temporary.Path);
        stack.Push(Descriptor.Reopen(target, OpenFlags.ReadOnly), []);
        while (Descriptor.TryOpenAt(stack.Current, "d\0"u8, OpenFlags.ReadOnly, ResolveFlags.NoLinks, out _) is { } next)
        {
            stack.Push(next, "d\0"u8.ToArray());
            depth++;
        }

        depth.Should().Be(5_000);
    }

    [Fact]
    public void Copy_of_names_that_are_no_text_keeps_their_bytes()
    {
        _temporary.MakeRawNames("source");

        Copy();

        _temporary.ReadNames("target").Should().Equal(_temporary.ReadNames("source")).And.HaveCount(3);
    }

    [Fact]
    public void Copy_of_a_fifo_makes_one_and_of_a_socket_none()
    {
        using (var source = _temporary.OpenDirectory("source"))
        {
            Entries.TryMakeNode(source, "fifo\0"u8, FileKind.Fifo, Convert.ToInt32("600", 8), 0).Should().Be(0);
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_temporary["source/socket"]));

        Copy();

        using var target = _temporary.OpenDirectory("target");
        FileMetadata.TryOf(target, "fifo\0"u8, out _)!.Value.Kind.Should().Be(FileKind.Fifo);
        _temporary.ReadNames("target").Should().Equal("fifo\0");
    }

    [Fact]
    public void Copy_of_a_file_keeps_its_attributes()
    {
        _temporary.Write("source/file", "text");
        using var file = File.OpenHandle(_temporary["source/file"]);
        var name = "user.note\0"u8.ToArray();
        Assert.SkipUnless(ExtendedAttributes.TrySet(file, name, new byte[3000]) == 0, "this file system has no user attributes");

        Copy();

        using var copy = File.OpenHandle(_temporary["target/file"]);
        ExtendedAttributes.Get(copy, name).Should().HaveCount(3000);
        ExtendedAttributes.Get(copy, "user.none\0"u8.ToArray()).Should().BeNull();
    }

    private void Copy()
    {
        using var source = _temporary.OpenDirectory("source");
        using var target = _temporary.OpenDirectory("target");
        FileTree.Copy(source, target, TestContext.Current.CancellationToken);
    }
}
