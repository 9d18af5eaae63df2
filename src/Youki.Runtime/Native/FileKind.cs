namespace Youki.Runtime.Native;

/// <summary>What a file is: the type bits of its mode. Source: inode(7). Directory entries carry the same, shifted by 12 bits.</summary>
internal enum FileKind
{
    /// <summary>The file system did not say; only directory entries may be so.</summary>
    Unknown = 0,
    Fifo = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    SymbolicLink = 0xA000,
    Socket = 0xC000,
}
