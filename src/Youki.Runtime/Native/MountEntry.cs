namespace Youki.Runtime.Native;

/// <summary>A line of the mount table. Source: proc_pid_mountinfo(5).</summary>
internal sealed record MountEntry
{
    public required int Id { get; init; }

    /// <summary>Where it is mounted, absolute.</summary>
    public required string MountPoint { get; init; }

    public required string FileSystemType { get; init; }

    /// <summary>What is mounted; for overlays any text that its maker chose.</summary>
    public required string Source { get; init; }

    /// <summary>The propagation fields, such as <c>shared:1</c>; empty where it is private.</summary>
    public required IReadOnlyList<string> Propagation { get; init; }
}
