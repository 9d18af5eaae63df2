namespace Youki.Runtime.Images.Tar;

/// <summary>An extended attribute of an entry.</summary>
/// <param name="Name">Bytes ended by NUL, as system calls take it.</param>
/// <param name="Value">Any bytes.</param>
internal readonly record struct TarAttribute(byte[] Name, byte[] Value);
