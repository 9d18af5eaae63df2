using System.Text;
using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Changes;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Images.Tar;

public sealed class TreeTarTests : IDisposable
{
    private const int Mode755 = 0x1ED;

    private readonly TemporaryDirectory _temporary = new();

    public TreeTarTests() => _temporary.MakeDirectory("tree");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_tree_that_is_far_deeper_than_any_path_is_refused()
    {
        MakeDeep(_temporary["tree"]);

        var write = WriteAsync;

        (await write.Should().ThrowAsync<NativeException>()).Which.Number.Should().Be(Errno.ENAMETOOLONG);
    }

    [Fact]
    public void A_comparison_of_a_tree_that_is_far_deeper_than_any_path_is_refused()
    {
        MakeDeep(_temporary["tree"]);
        _temporary.MakeDirectory("original");
        using var tree = new ChangedTree(_temporary.OpenDirectory("tree"), _temporary.OpenDirectory("original"), IsOverlay: false);
        using var comparison = new TreeComparison(tree, new PathSet([]), TestContext.Current.CancellationToken);

        var run = comparison.Run;

        run.Should().Throw<NativeException>().Which.Number.Should().Be(Errno.ENAMETOOLONG);
    }

    [Fact]
    public void A_file_of_too_many_pieces_is_refused_rather_than_filled_with_zeros()
    {
        using var file = File.OpenHandle(_temporary["sparse"], FileMode.CreateNew, FileAccess.ReadWrite);
        for (var piece = 0L; piece < 4; piece++)
        {
            RandomAccess.Write(file, "x"u8, piece << 30);
        }

        var map = (int maxParts) => SparseFileMap.TryOf(file, RandomAccess.GetLength(file), maxParts);

        map(4)!.Parts.Should().HaveCount(4);
        map.Invoking(map => map(3)).Should().Throw<NativeException>().Which.Number.Should().Be(Errno.EFBIG);
    }

    [Fact]
    public async Task A_tree_comes_back_as_it_was()
    {
        _temporary.Write("tree/etc/file", "content");
        _temporary.Write("tree/etc/other", new string('x', 10_000));
        _temporary.Link("tree/link", "../outside");
        _temporary.MakeRawNames("tree/raw");
        File.SetUnixFileMode(_temporary["tree/etc/file"], (UnixFileMode)0x9ED);
        File.SetLastWriteTimeUtc(_temporary["tree/etc/file"], new DateTime(2001, 2, 3, 4, 5, 6, 7, DateTimeKind.Utc));
        using (var etc = _temporary.OpenDirectory("tree/etc"))
        {
            Entries.TryLink(etc, "file\0"u8, etc, "hard\0"u8).Should().Be(0);
            Entries.TryMakeNode(etc, "fifo\0"u8, FileKind.Fifo, Mode755, 0).Should().Be(0);
        }

        await WriteAsync();

        // GNU tar compares modes, owners, sizes, times, links and contents.
        (await TarProgram.RunAsync("--compare", "-f", _temporary["tar"], "-C", _temporary["tree"])).Should().BeEmpty();
        (await TarProgram.RunAsync("-tf", _temporary["tar"], "--quoting-style=escape")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(
            "./", "etc/", "etc/fifo", "etc/file", "etc/hard", "etc/other", "link", "raw/", "raw/\\200\\n", "raw/\\301", "raw/\\377\\376/");
        (await TarProgram.RunAsync("-tvf", _temporary["tar"])).Should().Contain("etc/hard link to etc/file").And.Contain("link -> ../outside");
    }

    [Fact]
    public async Task A_tree_that_is_deeper_than_any_path_is_written()
    {
        _temporary.MakeDeep("tree/deep", 3000);

        await WriteAsync();

        (await TarProgram.RunAsync("-tf", _temporary["tar"])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3002);
    }

    [Fact]
    public async Task A_file_with_large_holes_stays_small()
    {
        const long size = 1L << 30;
        await using (var file = File.Create(_temporary["tree/sparse"]))
        {
            file.Write("begin"u8);
            file.Position = size / 2;
            file.Write("middle"u8);
            file.SetLength(size);
        }

        await WriteAsync();

        new FileInfo(_temporary["tar"]).Length.Should().BeLessThan(1 << 20);
        (await TarProgram.RunAsync("--compare", "-f", _temporary["tar"], "-C", _temporary["tree"])).Should().BeEmpty();
        (await TarProgram.RunAsync("-tvf", _temporary["tar"])).Should().Contain($" {size} ").And.EndWith(" sparse\n");
    }

    [Fact]
    public async Task A_file_with_small_holes_is_written_whole()
    {
        await using (var file = File.Create(_temporary["tree/sparse"]))
        {
            file.SetLength(10_000);
        }

        await WriteAsync();

        Encoding.ASCII.GetString(await File.ReadAllBytesAsync(_temporary["tar"], TestContext.Current.CancellationToken)).Should().NotContain("GNU.sparse");
        (await TarProgram.RunAsync("--compare", "-f", _temporary["tar"], "-C", _temporary["tree"])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_socket_is_left_out()
    {
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_temporary["tree/socket"]));

        await WriteAsync();

        (await TarProgram.RunAsync("-tf", _temporary["tar"])).Should().Be("./\n");
    }

    private async Task WriteAsync()
    {
        await using var file = File.Create(_temporary["tar"]);
        var tar = new TarWriter(file);
        using var root = _temporary.OpenDirectory("tree");
        using var tree = new TreeTar(new FileTarWriter(tar), _temporary["tree"]);
        await tree.WriteAsync(root, TestContext.Current.CancellationToken);
        await tar.FinishAsync(TestContext.Current.CancellationToken);
    }

    // By descriptors, as a program does that changes into each directory before it makes the next.
    private static void MakeDeep(string path)
    {
        var directory = Descriptor.OpenDirectory(path);
        for (var depth = 0; depth < 3000; depth++)
        {
            Entries.TryMakeDirectory(directory, "deeper\0"u8, Mode755).Should().Be(0);
            var next = Descriptor.OpenAt(directory, "deeper\0"u8, OpenFlags.PathOnly | OpenFlags.Directory, ResolveFlags.NoLinks);
            directory.Dispose();
            directory = next;
        }

        directory.Dispose();
    }
}
