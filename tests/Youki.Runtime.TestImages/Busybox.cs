namespace Youki.Runtime.TestImages;

/// <summary>What an image needs in which scripts run: the host's static busybox, links to it, and the accounts that tests use.</summary>
public static class Busybox
{
    /// <summary>Where Debian's busybox-static puts it.</summary>
    public const string HostPath = "/bin/busybox";

    public const string Passwd = "root:x:0:0:root:/root:/bin/sh\nweb:x:1000:1000:web:/home/web:/bin/sh\n";

    public const string Group = "root:x:0:\nweb:x:1000:\nlogs:x:2000:web\n";

    public static bool IsOnHost => File.Exists(HostPath);

    public static IReadOnlyList<string> Applets { get; } =
    [
        "sh", "sleep", "true", "false", "echo", "cat", "ls", "id", "env", "touch", "mkdir", "mknod", "dd", "head", "tail", "wc", "tr", "kill", "ps", "hostname", "mount", "umount", "stat",
        "chmod", "printf", "yes", "grep", "pwd", "test", "rm", "ln", "readlink", "nproc", "seq", "sync", "date", "usleep", "setsid", "ip",
    ];

    public static IReadOnlyList<string> Directories { get; } = ["bin", "etc", "tmp", "root", "proc", "dev", "sys", "home", "home/web"];

    /// <summary>Adds busybox and what belongs to it to a layer.</summary>
    public static LayerBuilder AddTo(LayerBuilder layer)
    {
        foreach (var directory in Directories)
        {
            layer.Directory(directory, directory == "tmp" ? "1777" : "755", directory == "home/web" ? 1000 : 0, directory == "home/web" ? 1000 : 0);
        }

        layer.File("bin/busybox", File.ReadAllBytes(HostPath), "755");
        foreach (var applet in Applets)
        {
            layer.Symlink($"bin/{applet}", "busybox");
        }

        return layer.File("etc/passwd", Passwd).File("etc/group", Group);
    }

    /// <summary>A builder whose image has busybox in its lowest layer and a shell as its command; more layers may follow.</summary>
    public static ImageBuilder Image(ImageConfig? config = null, ImageFormat format = ImageFormat.Oci, LayerCompression compression = LayerCompression.Gzip, ImagePlatform? platform = null) =>
        new ImageBuilder
        {
            Format = format,
            Compression = compression,
            Platform = platform ?? ImagePlatform.Host,
            Config = config ?? new() { Cmd = ["/bin/sh"], Env = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"] },
        }.Layer(AddTo);
}
