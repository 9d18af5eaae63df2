namespace Youki.Runtime.TestImages;

/// <summary>What an entry of a layer is; the values are the type flags of ustar.</summary>
public enum EntryKind
{
    File = '0',
    HardLink = '1',
    Symlink = '2',
    CharacterDevice = '3',
    BlockDevice = '4',
    Directory = '5',
    Fifo = '6',
}
