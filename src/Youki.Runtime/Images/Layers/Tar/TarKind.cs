namespace Youki.Runtime.Images.Layers.Tar;

/// <summary>What an entry of an archive stands for.</summary>
internal enum TarKind
{
    Regular,
    HardLink,
    SymbolicLink,
    CharacterDevice,
    BlockDevice,
    Directory,
    Fifo,
}
