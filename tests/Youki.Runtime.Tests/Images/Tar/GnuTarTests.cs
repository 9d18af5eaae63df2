using Youki.Runtime.Images.Layers;
using Youki.Runtime.Native;
using Youki.Runtime.Tests.Images.Layers;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Images.Tar;

public sealed class GnuTarTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly LayerUnpacking _unpacking = new();

    public void Dispose()
    {
        _temporary.Dispose();
        _unpacking.Dispose();
    }

    [Theory]
    [InlineData("v7", false)]
    [InlineData("ustar", false)]
    [InlineData("oldgnu", true)]
    [InlineData("gnu", true)]
    [InlineData("pax", true)]
    public async Task RunAsync_of_an_archive_of_each_format_makes_the_same_tree(string format, bool longNames)
    {
        GnuTar.MakeTree(_temporary, "tree", longNames);
        var exclude = format == "v7" ? new[] { "--exclude=./pipe" } : [];
        File.Delete(_temporary["tree/" + (format == "v7" ? "pipe" : "none")]);

        await _unpacking.RunAsync(await GnuTar.CreateAsync(_temporary["tree"], [$"--format={format}", .. exclude]));

        _unpacking.Tree.Should().Equal(TreeText.Of(_temporary["tree"]));
        File.ReadAllBytes(Path.Combine(_unpacking.FileSystem, "dir/big")).Should().Equal(File.ReadAllBytes(_temporary["tree/dir/big"]));
    }

    [Theory]
    [InlineData("gnu", "0.0", 3)]
    [InlineData("gnu", "0.0", 60)]
    [InlineData("pax", "0.0", 60)]
    [InlineData("pax", "0.1", 60)]
    [InlineData("pax", "1.0", 3)]
    [InlineData("pax", "1.0", 60)]
    public async Task RunAsync_of_sparse_files_fills_them(string format, string version, int pieces)
    {
        Directory.CreateDirectory(_temporary["tree"]);
        GnuTar.MakeSparse(_temporary["tree/a"], pieces, dataAtEnd: true);
        GnuTar.MakeSparse(_temporary["tree/b"], pieces, dataAtEnd: false);
        GnuTar.MakeSparse(_temporary["tree/c"], 0, dataAtEnd: false);
        _temporary.Write("tree/d", "after");

        var archive = await GnuTar.CreateAsync(_temporary["tree"], [$"--format={format}", "--sparse", .. format == "pax" ? new[] { $"--sparse-version={version}" } : []]);
        await _unpacking.RunAsync(archive);

        archive.Length.Should().BeLessThan(2_000_000);
        foreach (var name in Directory.GetFiles(_temporary["tree"]).Select(Path.GetFileName))
        {
            File.ReadAllBytes(Path.Combine(_unpacking.FileSystem, name!)).Should().Equal(File.ReadAllBytes(_temporary[$"tree/{name}"]));
        }

        using var layer = Descriptor.OpenDirectory(_unpacking.FileSystem);
        LayerVerifier.Verify(layer, File.OpenRead(_unpacking.Manifest), TestContext.Current.CancellationToken).Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_keeps_times_to_the_nanosecond()
    {
        var file = _temporary.Write("tree/sub/file", "x");
        using (var handle = Descriptor.OpenFile(file, OpenFlags.ReadOnly))
        {
            FileMetadata.SetModified(handle, new FileTime(1_600_000_000, 123_456_789));
        }

        using (var handle = Descriptor.OpenFile(_temporary["tree/sub"], OpenFlags.ReadOnly))
        {
            FileMetadata.SetModified(handle, new FileTime(-5, 1));
        }

        await _unpacking.RunAsync(await GnuTar.CreateAsync(_temporary["tree"], "--format=pax"));

        FileMetadata.TryOf(Path.Combine(_unpacking.FileSystem, "sub/file"))!.Value.Modified.Should().Be(new FileTime(1_600_000_000, 123_456_789));
        FileMetadata.TryOf(Path.Combine(_unpacking.FileSystem, "sub"))!.Value.Modified.Should().Be(new FileTime(-5, 1));
    }
}
