namespace Youki.Runtime.Native;

/// <summary>A name in a directory: its bytes ended by NUL, and what it is, where the file system says so.</summary>
internal readonly record struct DirectoryEntry(byte[] Name, FileKind Kind);
