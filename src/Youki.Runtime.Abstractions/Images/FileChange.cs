namespace Youki.Runtime;

/// <summary>A difference between a container's files and its image's.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Path">The path inside the container, absolute. Bytes that are no UTF-8 are shown as replacement characters.</param>
public readonly record struct FileChange(FileChangeKind Kind, string Path);
