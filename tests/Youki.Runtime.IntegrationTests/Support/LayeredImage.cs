using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>An OCI image layout with busybox, layers that change it, and a volume; shared by all tests and never changed.</summary>
internal static class LayeredImage
{
    private static readonly Lazy<string> Layout = new(Make);

    /// <summary>The image's reference.</summary>
    public static string Reference => $"{Layout.Value}:app";

    private static string Make()
    {
        var directory = Directory.CreateTempSubdirectory("youki-runtime-layout-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var config = new ImageConfig
        {
            Entrypoint = ["/bin/cat"],
            Cmd = ["/srv/version"],
            Env = ["PATH=/bin", "FROM=image"],
            WorkingDir = "/srv",
            Volumes = ["/data"],
            StopSignal = "SIGUSR1",
        };
        var image = Busybox.Image(config)
            .Layer(layer => layer.Directory("srv").File("srv/version", "1\n").File("srv/gone").Directory("hidden").File("hidden/old").Directory("data").File("data/file", "image\n", uid: 1000))
            .Layer(layer => layer.Directory("srv").File("srv/version", "2\n").Whiteout("srv/gone").Directory("hidden").Opaque("hidden").File("hidden/new"));
        return new LayoutBuilder().Add("app", image.Build()).WriteTo(directory);
    }
}
