using Youki.Runtime.Native;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Archives;

/// <summary>Stores of images and files of one test, without any container.</summary>
internal sealed class ArchiveHost : IDisposable
{
    public ArchiveHost()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "layers are unpacked by root here");
        Assert.SkipUnless(Busybox.IsOnHost, "busybox-static is not installed");
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Path { get; } = Directory.CreateTempSubdirectory("youki-archives-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public YoukiRuntime OpenStore(string name = "images") => YoukiRuntime.Create(new YoukiRuntimeOptions
    {
        ImageDirectory = this[name],
        BundleDirectory = this[$"{name}-bundles"],
        StateDirectory = this[$"{name}-state/youki"],
    });

    /// <summary>Runs a command of podman with a store of its own.</summary>
    public Task<string> PodmanAsync(params IReadOnlyList<string> arguments) => HostProgram.RunAsync(
        "podman", ["--root", this["podman"], "--runroot", this["podman-run"], "--storage-driver", "vfs", "--events-backend", "none", .. arguments]);

    /// <summary>An image that is in the store under a name.</summary>
    public async Task<TestImage> PullAsync(YoukiRuntime store, string name, TestImage? image = null)
    {
        image ??= Busybox.Image(new() { Cmd = ["/bin/sh"], Labels = new Dictionary<string, string> { ["name"] = name } }).Layer(layer => layer.File("name", name)).Build();
        var layout = new LayoutBuilder().Add("it", image).WriteTo(this[$"layout-{Guid.NewGuid():N}"]);
        var pulled = await store.PullImageAsync(ImageReference.Parse($"{layout}:it"), cancellationToken: Token);
        await store.TagImageAsync(pulled.Id.Value, ImageReference.Parse(name), Token);
        return image;
    }

    public async Task<string> ExportAsync(YoukiRuntime store, ArchiveFormat format, params string[] images)
    {
        var path = this[$"{Guid.NewGuid():N}.tar"];
        await using var file = new OneWayStream(File.Create(path));
        await store.ExportImagesAsync(images, file, format, Token);
        return path;
    }

    public void Dispose() => FileTree.Delete(Path, CancellationToken.None);
}
