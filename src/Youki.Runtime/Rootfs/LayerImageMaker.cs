using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>Makes the file of a <see cref="LayerImage"/>: sparse, so that it takes no more than what is written to it.</summary>
internal sealed class LayerImageMaker(IProcessRunner runner)
{
    private const string Program = "mkfs.ext4";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    // A service's PATH may be without these.
    private static readonly string[] UsualDirectories = ["/usr/sbin", "/sbin"];

    /// <summary>Why none can be made here, as a sentence; null where nothing speaks against it.</summary>
    public static string? WhyNot() => CurrentUser.Id != 0 ? "Only root can mount the file system that a limited layer lies in."
        : FindProgram() is null ? $"There is no {Program}: install the package e2fsprogs."
        : LoopDevice.WhyNot();

    /// <summary>Makes it under another name, which it loses only when it is whole.</summary>
    /// <exception cref="HostResourceException">The program failed.</exception>
    public async Task MakeAsync(ContainerId id, RootfsLayout layout, long bytes, CancellationToken cancellationToken)
    {
        File.Delete(layout.NewImage);
        Create(layout.NewImage, bytes);
        var result = await runner.CaptureAsync(
            new CommandLine
            {
                Program = FindProgram() ?? Program,

                // Nothing is kept for root; inodes are as many as small files need; tables are left as the holes that they are.
                Arguments = ["-q", "-F", "-m", "0", "-b", "4096", "-i", "8192", "-E", "lazy_itable_init=1,lazy_journal_init=1,nodiscard", layout.NewImage],
                TimeLimit = TimeLimit,
                Title = $"'{Program}' for container {id}",
            },
            cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new HostResourceException(
                WritableLayerProvider.ResourceKind, $"'{Program}' could not make the file system of container {id}: it ended with exit code {result.ExitCode}: {result.Stderr.Trim()}") { ContainerId = id };
        }

        Flush(layout.NewImage);
        File.Move(layout.NewImage, layout.Image);
    }

    private static void Create(string path, long bytes)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        file.SetLength(bytes);
    }

    private static void Flush(string path)
    {
        using var file = Descriptor.OpenFile(path, OpenFlags.ReadWrite | OpenFlags.NoFollow);
        RandomAccess.FlushToDisk(file);
    }

    private static string? FindProgram() => ProgramFinder.Find(Program) ?? UsualDirectories.Select(directory => Path.Combine(directory, Program)).FirstOrDefault(File.Exists);
}
