using Youki.Runtime.Native;

namespace Youki.Runtime.Bundles;

/// <summary>A container's records and how its run has ended, with the stamps of the files that these were read from.</summary>
internal sealed record CachedContainer(FileStatus RecordStamp, ContainerRecord Record, RunLayout Layout)
{
    /// <summary>Kept, because a list asks for them a thousand times.</summary>
    public string RunFile { get; } = Layout.RecordFile;

    public string ExitFile { get; } = Layout.ExitFile;

    public FileStatus RunStamp { get; init; }

    public RunRecord? Run { get; init; }

    public FileStatus ExitStamp { get; init; }

    public ContainerExit? Exit { get; init; }
}
