namespace Youki.Runtime.Images.Changes;

/// <summary>A difference between two trees.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Path">The path from the root, as bytes, without a slash before or a NUL behind it.</param>
internal readonly record struct TreeChange(FileChangeKind Kind, byte[] Path);
