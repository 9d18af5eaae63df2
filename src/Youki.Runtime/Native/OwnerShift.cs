using System.Buffers.Binary;

namespace Youki.Runtime.Native;

/// <summary>
/// The owners of files between a container with a user namespace and the host, where no mount of the kernel maps them. An id that is not mapped becomes
/// nobody's, as the kernel shows it. File capabilities name the root that they count for, and are changed with the owner. Source: capabilities(7), "File
/// capability extended attribute versioning".
/// </summary>
internal static class OwnerShift
{
    /// <summary>The kernel's overflow id.</summary>
    public const uint Nobody = 65534;

    private const uint Version2 = 0x02000000;
    private const uint Version3 = 0x03000000;
    private const uint VersionMask = 0xFF000000;
    private const int Version2Size = 20;

    private static ReadOnlySpan<byte> CapabilityName => "security.capability\0"u8;

    /// <summary>A file as the host has it, which the container sees so.</summary>
    public static FileStatus ToHost(this FileStatus status, IdMappings? mappings) =>
        mappings is null ? status : status with { Uid = mappings.HostUid(status.Uid) ?? Nobody, Gid = mappings.HostGid(status.Gid) ?? Nobody };

    /// <summary>A file as the container sees it, which the host has so.</summary>
    public static FileStatus ToContainer(this FileStatus status, IdMappings? mappings) =>
        mappings is null ? status : status with { Uid = mappings.ContainerUid(status.Uid) ?? Nobody, Gid = mappings.ContainerGid(status.Gid) ?? Nobody };

    /// <summary>An extended attribute as the host must have it. Null: it means nothing on the host.</summary>
    /// <param name="name">Its name, ended by NUL.</param>
    /// <param name="value">Its value in the container.</param>
    /// <param name="mappings">The container's. Null: it has none, and the value is the same.</param>
    public static byte[]? AttributeToHost(ReadOnlySpan<byte> name, byte[] value, IdMappings? mappings)
    {
        if (mappings is null || !name.SequenceEqual(CapabilityName) || value.Length < Version2Size)
        {
            return value;
        }

        return mappings.HostUid(RootOf(value)) is { } root ? WithRoot(value, root) : null;
    }

    /// <summary>An extended attribute as the container sees it. Null: it does not.</summary>
    /// <param name="name">Its name, ended by NUL.</param>
    /// <param name="value">Its value on the host.</param>
    /// <param name="mappings">The container's. Null: it has none, and the value is the same.</param>
    public static byte[]? AttributeToContainer(ReadOnlySpan<byte> name, byte[] value, IdMappings? mappings)
    {
        if (mappings is null || !name.SequenceEqual(CapabilityName) || value.Length < Version2Size)
        {
            return value;
        }

        return mappings.ContainerUid(RootOf(value)) is { } root ? WithRoot(value, root) : null;
    }

    private static uint RootOf(ReadOnlySpan<byte> value) =>
        (BinaryPrimitives.ReadUInt32LittleEndian(value) & VersionMask) == Version3 && value.Length >= Version2Size + sizeof(uint)
            ? BinaryPrimitives.ReadUInt32LittleEndian(value[Version2Size..])
            : 0;

    private static byte[] WithRoot(byte[] value, uint root)
    {
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(value) & ~VersionMask;
        var changed = new byte[root == 0 ? Version2Size : Version2Size + sizeof(uint)];
        value.AsSpan(0, Version2Size).CopyTo(changed);
        BinaryPrimitives.WriteUInt32LittleEndian(changed, flags | (root == 0 ? Version2 : Version3));
        if (root != 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(Version2Size), root);
        }

        return changed;
    }
}
