using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>Makes records of what the kernel says of a file.</summary>
internal static class ManifestRecords
{
    /// <summary>The record of a file, or of the end of a directory, as far as its status tells.</summary>
    public static ManifestRecord Of(byte[] name, FileStatus status) => new()
    {
        Kind = KindOf(status.Kind),
        Name = name,
        Permissions = status.Permissions,
        Uid = status.Uid,
        Gid = status.Gid,
        Modified = status.Modified,
        Size = status.Kind == FileKind.Regular ? status.Size : 0,
        Device = status.Kind is FileKind.CharacterDevice or FileKind.BlockDevice ? status.SpecialDevice : 0,
    };

    private static ManifestRecordKind KindOf(FileKind kind) => kind switch
    {
        FileKind.Directory => ManifestRecordKind.DirectoryEnd,
        FileKind.Regular => ManifestRecordKind.File,
        FileKind.SymbolicLink => ManifestRecordKind.SymbolicLink,
        FileKind.CharacterDevice => ManifestRecordKind.CharacterDevice,
        FileKind.BlockDevice => ManifestRecordKind.BlockDevice,
        _ => ManifestRecordKind.Fifo,
    };
}
