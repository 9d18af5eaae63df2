using Youki.Runtime.Native;

namespace Youki.Runtime.Bundles;

/// <summary>A container's records, and the stamps of the files that they were read from.</summary>
internal sealed record CachedContainer(FileStatus RecordStamp, ContainerRecord Record)
{
    public FileStatus RunStamp { get; init; }

    public RunRecord? Run { get; init; }
}
