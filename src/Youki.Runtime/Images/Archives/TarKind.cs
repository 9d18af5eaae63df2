namespace Youki.Runtime.Images.Archives;

/// <summary>What an entry of a tar is: its type flag. Source: POSIX.1-2017, pax, "ustar Interchange Format".</summary>
internal enum TarKind : byte
{
    Regular = (byte)'0',
    HardLink = (byte)'1',
    SymbolicLink = (byte)'2',
    CharacterDevice = (byte)'3',
    BlockDevice = (byte)'4',
    Directory = (byte)'5',
    Fifo = (byte)'6',
    ExtendedHeader = (byte)'x',
}
