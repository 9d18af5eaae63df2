using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Images.Changes;

/// <summary>A directory that is on an overlay itself, which takes no overlay above it: containers there have copies for root file systems.</summary>
internal sealed class OverlaidDirectory : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("youki-overlaid-").FullName;

    public OverlaidDirectory()
    {
        Path = Make("bundles");
        using var lower = Descriptor.OpenDirectory(Make("lower"));
        using var upper = Descriptor.OpenDirectory(Make("upper"));
        using var work = Descriptor.OpenDirectory(Make("work"));
        FileSystemMount.Overlay("outer", Path, new OverlayLayers([lower], upper, work));
    }

    public string Path { get; }

    public void Dispose()
    {
        FileSystemMount.TryDetach(Path);
        FileTree.Delete(_root, CancellationToken.None);
    }

    private string Make(string name) => Directory.CreateDirectory(System.IO.Path.Combine(_root, name)).FullName;
}
