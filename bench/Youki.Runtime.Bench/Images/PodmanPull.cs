using Youki.Runtime.Native;

namespace Youki.Runtime.Bench.Images;

/// <summary>podman with its overlay driver.</summary>
internal sealed class PodmanPull(string program, string reference, string directory, Measurements measurements) : IPullSide
{
    public string Name => "podman";

    public async Task RoundAsync()
    {
        Directory.CreateDirectory(directory);

        // Its locks would be in /dev/shm otherwise, and stay.
        var configuration = Path.Combine(directory, "containers.conf");
        await File.WriteAllTextAsync(configuration, "[engine]\nlock_type = \"file\"\n");
        await measurements.TimeAsync(Names.Pull(Name), () => Programs.RunWithAsync(
            "CONTAINERS_CONF", configuration, program,
            "--root", $"{directory}/root", "--runroot", $"{directory}/run", "--tmpdir", $"{directory}/tmp", "--storage-driver", "overlay", "--events-backend", "none",
            "pull", "--quiet", "--tls-verify=false", reference));

        // Its driver leaves its home mounted upon itself.
        foreach (var mount in MountTable.Read().Where(mount => mount.MountPoint.StartsWith(directory + "/", StringComparison.Ordinal)).Reverse())
        {
            FileSystemMount.TryDetach(mount.MountPoint);
        }

        FileTree.Delete(directory);
    }
}
