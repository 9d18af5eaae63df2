using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Layers;

/// <summary>
/// Archives that try to break out of their directory, or to take away what they should not. What lower layers would hold in the tests of other engines comes
/// from earlier entries here: each layer is unpacked on its own.
/// </summary>
internal static class HostileArchives
{
    private static readonly string[] Passwd = ["d 770 etc", "f 644 etc/passwd inside"];

    public static IEnumerable<HostileArchive> All =>
        [.. Names, .. SymbolicLinks, .. HardLinks, .. HardLinksToLinks, .. Overrides, .. Whiteouts, .. WhiteoutsOfOwnEntries];

    private static IEnumerable<HostileArchive> Names =>
    [
        new("absolute name", new LayerBuilder().File("/etc/file", "x"), ["d 755 etc", "f 644 etc/file x"]),
        new("climbing name", new LayerBuilder().File("../../../etc/file", "x"), ["d 755 etc", "f 644 etc/file x"]),
        new("name that climbs in its middle", new LayerBuilder().File("a/../../../b/./file", "x"), ["d 755 b", "f 644 b/file x"]),
        new("doubled and trailing slashes", new LayerBuilder().Directory("a//b///").File("a//b//f"), ["d 755 a", "d 755 a/b", "f 644 a/b/f"]),
        new("file in place of the root", new LayerBuilder().File("/", "x").File("..", "x").File(".", "x").File("f", "x"), ["f 644 f x"]),
        new("link in place of the root", Etc().Symlink("..", "/etc/").HardLink("local", "/etc/passwd"), [.. Passwd, "h local = etc/passwd"]),
        new("link without a name", Etc().Symlink("", "/etc/").HardLink("local", "/etc/passwd"), [.. Passwd, "h local = etc/passwd"]),
        new("link whose name ends in ..", Etc().Symlink("sub/x/..", "/etc/").HardLink("sub/local", "/etc/passwd"), ["d 770 etc", "f 644 etc/local inside", "h etc/passwd = etc/local", "l sub -> /etc/"]),
        new("directory with a slash at its end", Etc().Directory("local/", "770").HardLink("local/passwd", "/etc/passwd"), [.. Passwd, "d 770 local", "h local/passwd = etc/passwd"]),
        new("parents that are missing", new LayerBuilder().Directory("a/b/c", "700").File("x/y/f"), ["d 755 a", "d 755 a/b", "d 700 a/b/c", "d 755 x", "d 755 x/y", "f 644 x/y/f"]),
        HostileArchive.Refused("file as a parent", "'a' in its path, which is no directory", new LayerBuilder().File("a", "x").File("a/b", "y")),
        HostileArchive.Refused("name of 256 bytes", "name of 256 bytes", new LayerBuilder().File(new string('n', 256))),
        HostileArchive.Refused("path of more than 4096 bytes", "path of 4098 bytes", new LayerBuilder().File(string.Concat(Enumerable.Repeat("abc/def/", 512)) + "ab")),
        HostileArchive.Refused("more than 1024 directories deep", "1024 directories deep", new LayerBuilder().File(string.Concat(Enumerable.Repeat("d/", 1100)) + "f")),
    ];

    private static IEnumerable<HostileArchive> SymbolicLinks =>
    [
        new("write through an absolute link", new LayerBuilder().Directory("etc").Symlink("local", "/etc").File("/local/f", "in"), ["d 755 etc", "f 644 etc/f in", "l local -> /etc"]),
        new("write through a link that goes up", new LayerBuilder().Directory("etc").Directory("dummy").Symlink("local", "/dummy/../etc").File("local/f", "in"),
            ["d 755 dummy", "d 755 etc", "f 644 etc/f in", "l local -> /dummy/../etc"]),
        new("write through a link that climbs out", new LayerBuilder().Directory("etc").Symlink("local", "../../../../../etc").File("local/f", "in"),
            ["d 755 etc", "f 644 etc/f in", "l local -> ../../../../../etc"]),
        new("write through two absolute links", new LayerBuilder().Directory("etc").Directory("dummy").Symlink("/dummy/etc", "/etc").Symlink("local", "/dummy/etc").File("local/f", "in"),
            ["d 755 dummy", "l dummy/etc -> /etc", "d 755 etc", "f 644 etc/f in", "l local -> /dummy/etc"]),
        new("write through a relative and an absolute link", new LayerBuilder().Directory("etc").Directory("dummy").Symlink("/dummy/etc", "/etc").Symlink("local", "./dummy/etc").File("local/f", "in"),
            ["d 755 dummy", "l dummy/etc -> /etc", "d 755 etc", "f 644 etc/f in", "l local -> ./dummy/etc"]),
        new("emptying a file through a link", new LayerBuilder().Directory("etc").File("etc/f", "full").Symlink("local", "/etc").File("local/f"), ["d 755 etc", "f 644 etc/f", "l local -> /etc"]),
        new("write through a link that leads nowhere yet", new LayerBuilder().Symlink("local", "/new/place").File("local/f", "in"), ["l local -> /new/place", "d 755 new", "d 755 new/place", "f 644 new/place/f in"]),
        new("write to a link itself", new LayerBuilder().Symlink("f", "/etc/passwd").File("f", "mine"), ["f 644 f mine"]),
        new("link to /proc/self/root", new LayerBuilder().Symlink("local", "/proc/self/root/etc").File("local/f", "in"),
            ["l local -> /proc/self/root/etc", "d 755 proc", "d 755 proc/self", "d 755 proc/self/root", "d 755 proc/self/root/etc", "f 644 proc/self/root/etc/f in"]),
        HostileArchive.Refused("links in a circle", "more than 40 symbolic links", new LayerBuilder().Symlink("a", "b").Symlink("b", "a").File("a/f")),
        HostileArchive.Refused("link to nothing", "a path of 0 bytes", new LayerBuilder().Symlink("a", "")),
    ];

    private static IEnumerable<HostileArchive> HardLinks =>
    [
        new("hard link through a link that climbs", Etc().Directory("b").Symlink("b/d", "../../etc").HardLink("b/mine", "/b/d/passwd"),
            ["d 755 b", "l b/d -> ../../etc", "f 644 b/mine inside", "d 770 etc", "h etc/passwd = b/mine"]),
        new("hard link through a link down and out", Etc().Directory("b").Directory("down").Symlink("b/d", "../down/../../etc").HardLink("b/mine", "/b/d/passwd"),
            ["d 755 b", "l b/d -> ../down/../../etc", "f 644 b/mine inside", "d 755 down", "d 770 etc", "h etc/passwd = b/mine"]),
        new("hard link through an absolute link", Etc().Symlink("local", "/etc").HardLink("mine", "/local/passwd"), [.. Passwd, "l local -> /etc", "h mine = etc/passwd"]),
        new("hard link through a long climb", Etc().Symlink("local", "../../../../../../../etc").HardLink("mine", "/local/passwd"),
            [.. Passwd, "l local -> ../../../../../../../etc", "h mine = etc/passwd"]),
        new("hard link through a link that goes through what is not there", Etc().Symlink("local", "upandout/../../../etc").HardLink("mine", "/local/passwd"),
            [.. Passwd, "l local -> upandout/../../../etc", "h mine = etc/passwd", "d 755 upandout"]),
        new("hard link to a climbing name", Etc().HardLink("mine", "../../../../../etc/passwd"), [.. Passwd, "h mine = etc/passwd"]),
        new("hard link to an absolute name", Etc().HardLink("mine", "/etc/passwd"), [.. Passwd, "h mine = etc/passwd"]),
        new("hard link over a file", Etc().File("mine", "old").HardLink("mine", "etc/passwd"), [.. Passwd, "h mine = etc/passwd"]),
        new("hard link to itself", Etc().HardLink("etc/passwd", "etc/passwd"), Passwd),
        HostileArchive.Refused("hard link to a file of the host", "'/usr/bin/env', which the layer does not have before it", new LayerBuilder().HardLink("mine", "/usr/bin/env")),
        HostileArchive.Refused("hard link to what comes later", "which the layer does not have before it", new LayerBuilder().HardLink("mine", "f").File("f")),
        HostileArchive.Refused("hard link to a directory", "which is a directory", Etc().HardLink("mine", "etc")),
        HostileArchive.Refused("hard link to the root", "which is a directory", Etc().HardLink("mine", "/")),
        HostileArchive.Refused("hard link to a whiteout", "which the layer does not have before it", new LayerBuilder().Whiteout("gone").HardLink("mine", "gone")),
        HostileArchive.Refused("hard link through a file", "'passwd' in its path, which is no directory", Etc().HardLink("mine", "etc/passwd/x")),
    ];

    private static IEnumerable<HostileArchive> HardLinksToLinks =>
    [
        new("hard link to a link before its target is there", new LayerBuilder().Directory("etc", "770").Symlink("l", "/etc/passwd").HardLink("dup", "l").File("/etc/passwd", "after"),
            ["l dup -> /etc/passwd", "d 770 etc", "f 644 etc/passwd after", "h l = dup"]),
        new("hard link to a climbing link", Etc().Symlink("l", "../../../../../etc/passwd").HardLink("mine", "/l"), [.. Passwd, "l l -> ../../../../../etc/passwd", "h mine = l"]),
        new("hard link to an absolute link", Etc().Symlink("l", "/etc/passwd").HardLink("mine", "/l"), [.. Passwd, "l l -> /etc/passwd", "h mine = l"]),
        new("hard link to a link to the host's files", new LayerBuilder().Symlink("tmp/l", "/etc/shadow").HardLink("mine", "/tmp/l"), ["l mine -> /etc/shadow", "d 755 tmp", "h tmp/l = mine"]),
        new("file over a hard link to a link", Etc().Symlink("l", "/etc/passwd").HardLink("mine", "/l").File("mine", "own"), [.. Passwd, "l l -> /etc/passwd", "f 644 mine own"]),
    ];

    private static IEnumerable<HostileArchive> Overrides =>
    [
        new("link over a directory", Etc().Directory("local").File("local/f").Symlink("local", "/etc").HardLink("/local/mine", "/etc/passwd"),
            ["d 770 etc", "f 644 etc/mine inside", "h etc/passwd = etc/mine", "l local -> /etc"]),
        new("climbing link over a directory", Etc().Directory("local").Symlink("local", "../../etc").HardLink("/local/mine", "/etc/passwd"),
            ["d 770 etc", "f 644 etc/mine inside", "h etc/passwd = etc/mine", "l local -> ../../etc"]),
        new("directory over a link", Etc().Symlink("local", "/etc").Directory("/local/").HardLink("/local/mine", "/etc/passwd"), [.. Passwd, "d 755 local opaque", "h local/mine = etc/passwd"]),
        new("directory over a link, then a file of a name behind it", Etc().Symlink("local", "etc").HardLink("local/mine", "/etc/passwd").Directory("local/").File("local/mine", "other"),
            ["d 770 etc", "f 644 etc/mine inside", "h etc/passwd = etc/mine", "d 755 local opaque", "f 644 local/mine other"]),
        new("directory over a file", new LayerBuilder().File("a", "x").Directory("a").File("a/f"), ["d 755 a opaque", "f 644 a/f"]),
        new("file over a full directory", new LayerBuilder().File("a/b/c").File("a", "x"), ["f 644 a x"]),
        new("directory over a directory", new LayerBuilder().Directory("a", "700").File("a/f").Directory("a", "711"), ["d 711 a", "f 644 a/f"]),
        new("file over a file", new LayerBuilder().File("a", "long text", "600").File("a", "x", "755"), ["f 755 a x"]),
        new("file over a file of two names", new LayerBuilder().File("a", "1").HardLink("b", "a").File("a", "2"), ["f 644 a 2", "f 644 b 1"]),
        new("link over a directory on the way", new LayerBuilder().File("a/b/f", "1").Symlink("a", "z").File("a/b/f", "2"), ["l a -> z", "d 755 z", "d 755 z/b", "f 644 z/b/f 2"]),
        new("another link over a link on the way", new LayerBuilder().Symlink("a", "x").File("a/f", "1").Symlink("a", "y").File("a/f", "2"),
            ["l a -> y", "d 755 x", "f 644 x/f 1", "d 755 y", "f 644 y/f 2"]),
        new("directory that removes its own entry's way", new LayerBuilder().Directory("x").Symlink("x/s", "/").File("x/s/x", "file"), ["f 644 x file"]),
    ];

    private static IEnumerable<HostileArchive> Whiteouts =>
    [
        HostileArchive.Refused("whiteout of the root's parent", "whiteout that names no file", Etc().File(".wh...")),
        HostileArchive.Refused("whiteout of a parent", "whiteout that names no file", Etc().File("etc/.wh...")),
        HostileArchive.Refused("whiteout of the root", "whiteout that names no file", Etc().File(".wh..")),
        HostileArchive.Refused("whiteout of a directory itself", "whiteout that names no file", Etc().File("etc/.wh..")),
        HostileArchive.Refused("whiteout of nothing", "whiteout that names no file", Etc().File("etc/.wh.")),
        new("whiteout of a link below", new LayerBuilder().Whiteout("local"), ["w local"]),
        new("whiteout through a link", Etc().Symlink("local", "/etc").Whiteout("local/gone"), ["d 770 etc", "w etc/gone", "f 644 etc/passwd inside", "l local -> /etc"]),
        new("directory with the name of a whiteout", Etc().File(".wh.etc/f", "x"), ["d 755 .wh.etc", "f 644 .wh.etc/f x", "d 770 etc", "f 644 etc/passwd inside"]),
        new("whiteout through a link that leads nowhere", Etc().Symlink("local", "/dne").Whiteout("local/etc"), ["d 755 dne", "w dne/etc", "d 770 etc", "f 644 etc/passwd inside", "l local -> /dne"]),
        new("whiteout with a climbing name", new LayerBuilder().File("dne/../.wh.etc"), ["w etc"]),
        new("what aufs left", new LayerBuilder().File(".wh..wh.aufs").Directory(".wh..wh.plnk").File(".wh..wh.orph/f", "x"), ["d 755 .wh..wh.orph", "f 644 .wh..wh.orph/f x"]),
        HostileArchive.Refused("forged whiteout", "character device 0:0", new LayerBuilder().CharacterDevice("etc", 0, 0)),
        new("forged marks of overlayfs", new LayerBuilder().File("f", "x", xattrs: new Dictionary<string, byte[]> { ["trusted.overlay.redirect"] = [(byte)'/'], ["user.overlay.opaque"] = [(byte)'y'] }), ["f 644 f x"]),
    ];

    private static IEnumerable<HostileArchive> WhiteoutsOfOwnEntries =>
    [
        new("file after its whiteout", new LayerBuilder().Whiteout("a").File("a", "x"), ["f 644 a x"]),
        new("file before its whiteout", new LayerBuilder().File("a", "x").Whiteout("a"), ["f 644 a x"]),
        new("directory after its whiteout", new LayerBuilder().Whiteout("a").Directory("a", "700").File("a/f"), ["d 700 a opaque", "f 644 a/f"]),
        new("directory before its whiteout", new LayerBuilder().Directory("a", "700").File("a/f").Whiteout("a"), ["d 700 a opaque", "f 644 a/f"]),
        new("file in a directory that was whited out", new LayerBuilder().Whiteout("a").File("a/f"), ["d 755 a opaque", "f 644 a/f"]),
        new("link before its whiteout", new LayerBuilder().Symlink("a", "b").Whiteout("a"), ["l a -> b"]),
        new("opaque marker after entries", new LayerBuilder().Directory("a").File("a/f").Opaque("a"), ["d 755 a opaque", "f 644 a/f"]),
        new("opaque marker before entries", new LayerBuilder().Opaque("a").Directory("a", "711").File("a/f"), ["d 711 a opaque", "f 644 a/f"]),
        new("opaque marker twice", new LayerBuilder().Directory("a").Opaque("a").Opaque("a"), ["d 755 a opaque"]),
        new("whiteout twice", new LayerBuilder().Whiteout("a").Whiteout("a"), ["w a"]),
    ];

    private static LayerBuilder Etc() => new LayerBuilder().Directory("etc", "770").File("/etc/passwd", "inside");
}
