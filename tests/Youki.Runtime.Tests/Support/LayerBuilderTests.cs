using System.Formats.Tar;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Support;

/// <summary>The builder of test images writes what it is told; .NET's own reader is the judge.</summary>
public sealed class LayerBuilderTests
{
    [Fact]
    public void Names_links_and_numbers_that_do_not_fit_ustar_are_kept()
    {
        var name = new string('n', 101);
        var target = new string('t', 200);

        var entries = Read(new LayerBuilder().Directory(name, "1777", uid: 3_000_000, gid: 5).Symlink("link", target).File("file", "content", "4755", modifiedAt: new(1_234_567_890, 123_456_700)));

        entries.Select(entry => (entry.Name, entry.LinkName, entry.Uid, entry.Gid)).Should().Equal((name, "", 3_000_000, 5), ("link", target, 0, 0), ("file", "", 0, 0));
        ((int)entries[2].Mode).Should().Be(Convert.ToInt32("4755", 8));
        entries[2].ModificationTime.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1_234_567_890).AddTicks(1_234_567));
        entries[2].Length.Should().Be(7);
    }

    [Fact]
    public void Devices_whiteouts_and_attributes_are_written()
    {
        var entries = Read(new LayerBuilder().CharacterDevice("dev/null", 1, 3).Fifo("pipe").Whiteout("etc/gone").Opaque("var").File("x", xattrs: new Dictionary<string, byte[]> { ["user.a"] = "b"u8.ToArray() }));

        entries.Select(entry => entry.Name).Should().Equal("dev/null", "pipe", "etc/.wh.gone", "var/.wh..wh..opq", "x");
        entries[0].Should().BeOfType<UstarTarEntry>().Which.DeviceMinor.Should().Be(3);
        entries[4].Should().BeOfType<PaxTarEntry>().Which.ExtendedAttributes.Should().Contain("SCHILY.xattr.user.a", "b");
    }

    private static List<TarEntry> Read(LayerBuilder layer)
    {
        using var reader = new TarReader(new MemoryStream(layer.ToTar()));
        var entries = new List<TarEntry>();
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }
}
