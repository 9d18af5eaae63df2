namespace Youki.Runtime;

/// <summary>What was copied.</summary>
/// <param name="Entries">Files, directories and links.</param>
/// <param name="Bytes">Of the content of files; holes count for nothing.</param>
/// <param name="Skipped">What was left out, such as a device node, and why: the first hundred, as sentences.</param>
public sealed record CopyResult(int Entries, long Bytes, IReadOnlyList<string> Skipped);
