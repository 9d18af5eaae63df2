using System.Text;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Layers;

/// <summary>Layers whose number of something would make careless code slow. Nothing is timed: what takes more than linear time would not end.</summary>
public sealed class LayerScaleTests : IDisposable
{
    private const int Many = 100_000;
    private const int Different = 20;

    private readonly LayerUnpacking _unpacking = new();

    public void Dispose() => _unpacking.Dispose();

    [Fact]
    public async Task A_hundred_thousand_opaque_markers_in_one_directory_mark_it_once()
    {
        var result = await _unpacking.RunAsync(Repeat(Many, _ => "dir/.wh..wh..opq"));

        result.Entries.Should().Be(Many);
        _unpacking.Tree.Should().Equal("d 755 dir opaque");
    }

    [Fact]
    public async Task Twenty_thousand_entries_of_one_name_leave_one_file()
    {
        var result = await _unpacking.RunAsync(Repeat(20_000, _ => "dir/file"));

        result.Entries.Should().Be(20_000);
        _unpacking.Tree.Should().Equal("d 755 dir", "f 644 dir/file");
    }

    [Fact]
    public async Task A_million_entries_through_links_are_taken()
    {
        byte[] links = [.. new TarBuilder().Add(new() { Name = "a"u8.ToArray(), Type = '2', Target = "b/../b/../b"u8.ToArray() }).Add(new() { Name = "b"u8.ToArray(), Type = '5' }).BuildWithoutEnd()];

        var result = await _unpacking.RunAsync([.. links, .. Repeat(1_000_000, number => number > 0 ? ".wh..wh.x" : "a/.wh..wh.y")], LayerCompression.Gzip);

        result.Entries.Should().Be(1_000_002);
        _unpacking.Tree.Should().Equal("l a -> b/../b/../b", "d 644 b");
    }

    private static byte[] Repeat(int count, Func<int, string> name)
    {
        byte[][] blocks = [.. Enumerable.Range(0, Different).Select(number => new TarHeaderFields { Name = Encoding.ASCII.GetBytes(name(number)) }.ToBlock())];
        var archive = new byte[count * 512L];
        for (var index = 0; index < count; index++)
        {
            blocks[index % Different].CopyTo(archive, index * 512L);
        }

        return archive;
    }
}
