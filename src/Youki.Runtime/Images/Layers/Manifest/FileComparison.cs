using System.Buffers;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Layers.Extraction;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>Compares files with their records. The findings are clauses that follow the name.</summary>
internal sealed class FileComparison
{
    private const int BufferSize = 256 * 1024;

    private readonly Dictionary<int, ulong> _linkGroups = [];
    private readonly Dictionary<ulong, int> _linkInodes = [];

    /// <summary>Compares a file with its record.</summary>
    public IReadOnlyList<string> Compare(ManifestRecord record, SafeFileHandle directory, CancellationToken cancellationToken)
    {
        using var node = Descriptor.OpenAt(directory, record.Name, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoMagicLinks);
        var status = FileMetadata.Of(node);
        var found = ManifestRecords.Of(record.Name, status);
        if (found.Kind != record.Kind || status.Kind is FileKind.Socket)
        {
            return [$"is a {NameOf(status.Kind)} now"];
        }

        List<string> findings = [.. CompareAttributes(record, found, node)];
        if (found.Device != record.Device)
        {
            findings.Add("stands for another device");
        }

        if (record.Kind == ManifestRecordKind.SymbolicLink && !Entries.ReadSymbolicLink(directory, record.Name).AsSpan().SequenceEqual(record.Target))
        {
            findings.Add("points elsewhere");
        }

        if (record.Kind == ManifestRecordKind.File && CompareContent(record, found, directory, cancellationToken) is { } content)
        {
            findings.Add(content);
        }

        if (!IsSameGroup(record, status))
        {
            findings.Add("is not linked with the names that it should share a file with");
        }

        return findings;
    }

    /// <summary>Compares what a directory has besides its entries.</summary>
    public static IReadOnlyList<string> CompareDirectory(ManifestRecord record, SafeFileHandle directory) =>
        [.. CompareAttributes(record, ManifestRecords.Of([], FileMetadata.Of(directory)), directory)];

    private static IEnumerable<string> CompareAttributes(ManifestRecord record, ManifestRecord found, SafeFileHandle node)
    {
        var permissions = record.Kind switch
        {
            ManifestRecordKind.SymbolicLink or ManifestRecordKind.CharacterDevice => record.Permissions,
            ManifestRecordKind.DirectoryEnd => StoredPermissions.OfDirectory(record.Permissions),
            _ => StoredPermissions.OfFile(record.Permissions),
        };
        if (found.Permissions != permissions)
        {
            yield return $"has mode {Octal(found.Permissions)} instead of {Octal(permissions)}";
        }

        // In an ordinary user's store all files are the user's.
        if (CurrentUser.IsRoot && (found.Uid != record.Uid || found.Gid != record.Gid))
        {
            yield return $"belongs to {found.Uid}:{found.Gid} instead of {record.Uid}:{record.Gid}";
        }

        if (found.Modified != record.Modified)
        {
            yield return "has another time of change";
        }

        if (AttributeHash.Of(node) != record.Attributes)
        {
            yield return "has other extended attributes";
        }
    }

    private static string? CompareContent(ManifestRecord record, ManifestRecord found, SafeFileHandle directory, CancellationToken cancellationToken)
    {
        if (found.Size != record.Size)
        {
            return $"has {found.Size} bytes instead of {record.Size}";
        }

        using var file = Descriptor.OpenAt(directory, record.Name, OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlocking, ResolveFlags.NoLinks);
        try
        {
            return HashOf(file, cancellationToken) == record.Content ? null : "has another content";
        }
        catch (IOException exception) when (exception is not NativeException)
        {
            return $"cannot be read: {exception.Message}";
        }
    }

    private static UInt128 HashOf(SafeFileHandle file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var hash = new XxHash128();
            long position = 0;
            while (RandomAccess.Read(file, buffer, position) is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.Append(buffer.AsSpan(0, read));
                position += read;
            }

            return hash.GetCurrentHashAsUInt128();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool IsSameGroup(ManifestRecord record, FileStatus status)
    {
        // A name outside of the layer, of a copy that shares files say, does no harm; one inside of it shows by itself.
        if (record.LinkGroup == 0)
        {
            return true;
        }

        if (status.Links == 1)
        {
            return false;
        }

        // Both ways: the names of a group are one file, and that file is in no other group.
        var isSameFile = _linkGroups.TryAdd(record.LinkGroup, status.Inode) || _linkGroups[record.LinkGroup] == status.Inode;
        return isSameFile && (_linkInodes.TryAdd(status.Inode, record.LinkGroup) || _linkInodes[status.Inode] == record.LinkGroup);
    }

    private static string Octal(int permissions) => Convert.ToString(permissions, 8).PadLeft(4, '0');

    private static string NameOf(FileKind kind) => kind switch
    {
        FileKind.Directory => "directory",
        FileKind.Regular => "regular file",
        FileKind.SymbolicLink => "symbolic link",
        FileKind.Fifo => "FIFO",
        FileKind.Socket => "socket",
        _ => "device node",
    };
}
