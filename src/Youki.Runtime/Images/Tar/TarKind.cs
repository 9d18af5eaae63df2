namespace Youki.Runtime.Images.Tar;

/// <summary>What an entry of an archive stands for: its type flag. Source: POSIX.1-2017, pax, "ustar Interchange Format".</summary>
internal enum TarKind : byte
{
    Regular = (byte)'0',
    HardLink = (byte)'1',
    SymbolicLink = (byte)'2',
    CharacterDevice = (byte)'3',
    BlockDevice = (byte)'4',
    Directory = (byte)'5',
    Fifo = (byte)'6',

    /// <summary>PAX records for the entry that follows: written, and never handed out by the parser.</summary>
    ExtendedHeader = (byte)'x',
}
