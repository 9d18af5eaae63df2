using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Rootless;

/// <summary>
/// An image with all that an ordinary user cannot make: files of several owners, odd modes, capabilities, a device; and two layers, of which the upper one deletes
/// what the lower one has.
/// </summary>
internal static class ManyOwners
{
    /// <summary>Prints what is to be seen of it in a container.</summary>
    public const string Script =
        "stat -c '%n %u:%g %a' / /bin/su /etc/shadow /srv /srv/web /srv/link /var/mail /var/data /var/data/new /secret /secret/none /home/web; "
        + "stat -c '%h names' /srv/web; cat /srv/web /secret/none; readlink /srv/link; ls /var/data; for i in /var/gone /var/data/old /secret/disk; do test -e $i && echo $i is there; done; echo done";

    /// <summary>CAP_NET_RAW, permitted and effective, as setcap(8) writes it. Source: vfs_cap_data in the kernel's uapi/linux/capability.h.</summary>
    private static readonly byte[] NetRaw = [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>What the script prints.</summary>
    public static IReadOnlyList<string> Expected { get; } =
    [
        "/ 0:0 755", "/bin/su 0:0 4755", "/etc/shadow 0:42 640", "/srv 33:33 755", "/srv/web 33:33 640", "/srv/link 33:33 777", "/var/mail 0:8 2775", "/var/data 0:0 1777",
        "/var/data/new 1000:1000 644", "/secret 0:0 555", "/secret/none 0:0 0", "/home/web 1000:1000 755", "2 names", "served", "unreadable", "web", "new", "done",
    ];

    public static TestImage Build(ImageConfig? config = null, bool withCapabilities = true) => Busybox.Image(config)
        .Layer(layer => layer
            .File("bin/su", "x", "4755")
            .File("etc/shadow", "secret", "640", gid: 42)
            .Directory("srv", uid: 33, gid: 33).File("srv/web", "served\n", "640", 33, 33).HardLink("srv/again", "srv/web").Symlink("srv/link", "web", 33, 33)
            .Directory("var").Directory("var/mail", "2775", gid: 8)
            .Directory("var/data", "1777").File("var/data/old", "old")
            .Directory("var/gone").File("var/gone/file", "gone")
            .Directory("secret", "555").File("secret/none", "unreadable\n", "0")
            .CharacterDevice("secret/disk", 8, 0)
            .File("bin/raw", "x", "755", xattrs: withCapabilities ? new Dictionary<string, byte[]> { ["security.capability"] = NetRaw } : null))
        .Layer(layer => layer
            .Directory("var").Directory("var/data", "1777").Whiteout("var/data/old").File("var/data/new", "new", uid: 1000, gid: 1000)
            .Whiteout("var/gone"))
        .Build();
}
