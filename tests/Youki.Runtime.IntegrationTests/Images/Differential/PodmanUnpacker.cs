using System.Diagnostics;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>Unpacks with podman, into a storage of its own that is gone with its directory.</summary>
/// <param name="directory">Where, not there yet; its path is short, because podman takes only short ones.</param>
internal sealed class PodmanUnpacker(string directory) : IReferenceUnpacker
{
    private string? _image;

    public string Name => "podman";

    private string Configuration => $"{directory}/containers.conf";

    private string[] Storage => ["--root", $"{directory}/root", "--runroot", $"{directory}/run", "--tmpdir", $"{directory}/tmp", "--storage-driver", "overlay", "--events-backend", "none"];

    public async Task<string> UnpackAsync(string layout, string tag)
    {
        Directory.CreateDirectory(directory);

        // Its locks would be in /dev/shm otherwise, and stay.
        await File.WriteAllTextAsync(Configuration, "[engine]\nlock_type = \"file\"\n");
        _image = (await RunAsync("pull", "--quiet", $"oci:{layout}:{tag}")).Split('\n')[^1];
        return await RunAsync("image", "mount", _image);
    }

    /// <summary>podman gives the root directory a mode and a time of its own, whatever the layers say.</summary>
    public bool IsKnown(FileDifference difference) => difference is { Path: ".", Member: nameof(FileFacts.Mode) or nameof(FileFacts.ModifiedAt) };

    public async ValueTask DisposeAsync()
    {
        if (_image is not null)
        {
            await RunAsync("image", "unmount", "--force", _image);
        }

        // The driver keeps a mount of its own over its home.
        foreach (var mount in MountTable.Read().Select(mount => mount.MountPoint).Where(path => path.StartsWith(directory + "/", StringComparison.Ordinal)).Reverse())
        {
            FileSystemMount.TryDetach(mount);
        }
    }

    private Task<string> RunAsync(params string[] arguments) => ReferencePrograms.RunAsync(new ProcessStartInfo("podman", [.. Storage, .. arguments])
    {
        Environment = { ["CONTAINERS_CONF"] = Configuration },
    });
}
