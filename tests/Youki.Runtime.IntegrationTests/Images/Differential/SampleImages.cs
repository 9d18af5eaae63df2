using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>Images that hold whatever layers of real images hold. As build tools write them, a layer repeats the directories that its entries are in.</summary>
internal static class SampleImages
{
    /// <summary>cap_net_raw+ep, version 2 of the format, as <c>setcap</c> writes it. Source: linux/capability.h, <c>vfs_cap_data</c>.</summary>
    private static readonly byte[] NetRaw = [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly FileTime Exact = new(1_600_000_000, 123_456_789);

    /// <summary>Whiteouts, opaque directories, hard links, capabilities, setuid files, devices, long names and odd owners, over several layers.</summary>
    public static TestImage Everything(LayerCompression compression = LayerCompression.Gzip) => new ImageBuilder { Compression = compression }
        .Layer(Lowest).Layer(Middle).Layer(Topmost).Build();

    private static LayerBuilder Root(LayerBuilder layer) => layer.Directory("./", modifiedAt: new(1_500_000_000, 5));

    private static LayerBuilder Data(LayerBuilder layer) => layer.Directory("data", "2770", uid: 1000, gid: 2000);

    private static LayerBuilder Lowest(LayerBuilder layer) => Data(Root(layer))
        .Directory("bin", modifiedAt: Exact)
        .File("bin/su", "set user", "4755")
        .File("bin/wall", "set group", "2755", gid: 5)
        .File("bin/ping", "capable", "755", xattrs: new Dictionary<string, byte[]> { ["security.capability"] = NetRaw })
        .Directory("tmp", "1777")
        .File("data/first", "one file, three names", "640", uid: 1000, gid: 2000, modifiedAt: Exact)
        .HardLink("data/second", "data/first")
        .Directory("data/deep")
        .HardLink("data/deep/third", "data/first")
        .Directory("replaced").File("replaced/old", "old").Directory("replaced/old-directory").File("replaced/old-directory/file", "old")
        .Directory("emptied").File("emptied/a", "a").Directory("emptied/b").File("emptied/b/c", "c")
        .File("becomes-directory", "a file").Directory("becomes-file").File("becomes-file/inside", "gone")
        .File("becomes-link", "a file")
        .Symlink("link", "data/first", uid: 7, gid: 8, modifiedAt: Exact).Symlink("dangling", "/not/there").Symlink("data/up", "../bin")
        .Directory("dev").CharacterDevice("dev/null", 1, 3).BlockDevice("dev/loop0", 7, 0).Fifo("dev/pipe", "600")
        .File("large-ids", "x", uid: 3_000_000, gid: 4_000_000)
        .File("attributes", "x", xattrs: new Dictionary<string, byte[]> { ["user.text"] = "value"u8.ToArray(), ["trusted.binary"] = [0, 255, 10, 61] })
        .File("no-permissions", "secret", "000").File("empty").File("ünïcode ☃", "x")
        .Directory(new string('d', 200)).File($"{new string('d', 200)}/{new string('f', 250)}", "long names")
        .Symlink("long-link", new string('t', 300));

    private static LayerBuilder Middle(LayerBuilder layer) => Data(Root(layer))
        .Whiteout("data/second")
        .Directory("replaced", "700", modifiedAt: Exact).Opaque("replaced").File("replaced/new", "new", modifiedAt: new(1_650_000_000, 1))
        .Directory("emptied", modifiedAt: Exact).Whiteout("emptied/a").Whiteout("emptied/b")
        .Directory("becomes-directory").File("becomes-directory/inside", "new")
        .File("becomes-file", "now a file")
        .Symlink("becomes-link", "bin")
        .File("in-middle", "only here");

    private static LayerBuilder Topmost(LayerBuilder layer) => Data(Root(layer))
        .Directory("emptied", modifiedAt: Exact).Directory("emptied/b", "711").File("emptied/b/again", "again")
        .Whiteout("in-middle").Whiteout("becomes-directory")
        .Directory("tmp", "1777", modifiedAt: Exact).File("tmp/late", "late", "600", uid: 65534, gid: 65534, modifiedAt: Exact)
        .File("data/twice-a", "twice").HardLink("data/twice-b", "data/twice-a");
}
