namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>What a record of a layer manifest says. The values are part of the format.</summary>
internal enum ManifestRecordKind : byte
{
    /// <summary>What follows is in this directory, until its <see cref="DirectoryEnd"/>.</summary>
    DirectoryBegin = (byte)'d',

    /// <summary>The attributes of the directory that ends here: they are final only when all in it is made.</summary>
    DirectoryEnd = (byte)'e',

    File = (byte)'f',

    SymbolicLink = (byte)'l',

    CharacterDevice = (byte)'c',

    BlockDevice = (byte)'b',

    Fifo = (byte)'p',

    /// <summary>The end, with a hash of all before it.</summary>
    End = (byte)'z',
}
