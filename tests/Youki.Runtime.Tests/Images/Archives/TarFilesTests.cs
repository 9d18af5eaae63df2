using System.Text;
using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Images.Archives;

public sealed class TarFilesTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly ArchiveBuilder _archive = new();

    public void Dispose()
    {
        _archive.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task Files_are_served_from_where_they_lie()
    {
        var large = new string('x', 100_000);
        await _archive.FileAsync("one", "1");
        await _archive.FileAsync("./dir/large", large);
        await _archive.FileAsync("/two", "2");
        using var files = await OpenAsync();

        (Read(files, "one"), Read(files, "dir/large"), Read(files, "two"), Read(files, "three")).Should().Be(("1", large, "2", null));
    }

    [Theory]
    [InlineData("../layer", "dir/link", "found")]
    [InlineData("/layer", "dir/link", "found")]
    [InlineData("../../etc/passwd", "dir/link", null)]
    [InlineData("missing", "dir/link", null)]
    [InlineData("../../../layer", "dir/link", null)]
    public async Task Symbolic_links_lead_to_files_of_the_archive_or_nowhere(string target, string name, string? content)
    {
        await _archive.FileAsync("layer", "found");
        await _archive.LinkAsync(name, target);
        using var files = await OpenAsync();

        Read(files, name).Should().Be(content);
    }

    [Fact]
    public async Task Hard_links_lead_to_their_file()
    {
        await _archive.FileAsync("dir/layer", "found");
        await _archive.LinkAsync("other", "dir/layer", TarKind.HardLink);
        using var files = await OpenAsync();

        Read(files, "other").Should().Be("found");
    }

    [Fact]
    public async Task Names_that_no_image_has_are_not_kept()
    {
        var name = new string('x', 513);
        await _archive.FileAsync(name, "1");
        await _archive.LinkAsync("link", name);
        using var files = await OpenAsync();

        (Read(files, name), Read(files, "link")).Should().Be((null, null));
    }

    [Fact]
    public async Task Links_in_a_circle_are_refused()
    {
        await _archive.LinkAsync("a", "b");
        await _archive.LinkAsync("b", "a");
        using var files = await OpenAsync();

        var open = () => files.TryOpen("a");

        open.Should().Throw<ImageFormatException>().WithMessage("*circle*");
    }

    [Fact]
    public async Task Names_that_lead_out_of_the_archive_are_never_found()
    {
        await _archive.FileAsync("../outside", "1");
        await _archive.FileAsync("dir/../../outside", "1");
        await _archive.FileAsync("dir/../inside", "2");
        using var files = await OpenAsync();

        (Read(files, "../outside"), Read(files, "outside"), Read(files, "inside")).Should().Be((null, null, "2"));
    }

    [Fact]
    public async Task The_last_of_several_entries_of_one_name_counts()
    {
        await _archive.FileAsync("name", "first");
        await _archive.FileAsync("name", "last");
        using var files = await OpenAsync();

        Read(files, "name").Should().Be("last");
    }

    [Fact]
    public async Task What_is_no_regular_file_is_refused()
    {
        await _archive.AddAsync(new TarItem { Kind = TarKind.CharacterDevice, Name = "device"u8.ToArray(), Device = 0x103 }, []);
        using var files = await OpenAsync();

        var open = () => files.TryOpen("device");

        open.Should().Throw<ImageFormatException>().WithMessage("*no regular file*");
    }

    [Fact]
    public async Task Ten_thousand_entries_are_read()
    {
        for (var number = 0; number < 10_000; number++)
        {
            await _archive.FileAsync($"blobs/{number}", $"{number}");
        }

        using var files = await OpenAsync();

        (Read(files, "blobs/0"), Read(files, "blobs/9999")).Should().Be(("0", "9999"));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(2048)]
    public async Task Archive_that_is_cut_off_is_refused(int length)
    {
        await _archive.FileAsync("one", new string('x', 1000));
        await _archive.FileAsync("two", new string('x', 1000));

        var open = () => OpenAsync(length);

        await open.Should().ThrowAsync<ImageFormatException>();
    }

    [Fact]
    public async Task What_is_no_tar_is_refused()
    {
        _temporary.Write("tar", new string('x', 2000));

        var open = () => TarFiles.Open(File.OpenHandle(_temporary["tar"]), "image", TestContext.Current.CancellationToken);

        open.Should().Throw<ImageFormatException>().WithMessage("*no tar*");
    }

    private static string? Read(TarFiles files, string name)
    {
        using var stream = files.TryOpen(name);
        return stream is null ? null : new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    private async Task<TarFiles> OpenAsync(int? length = null)
    {
        var content = await _archive.EndAsync();
        await File.WriteAllBytesAsync(_temporary["tar"], content[..(length ?? content.Length)], TestContext.Current.CancellationToken);
        return TarFiles.Open(File.OpenHandle(_temporary["tar"]), "image", TestContext.Current.CancellationToken);
    }
}
