using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Reads directories by descriptor with their names as bytes, which the enumeration of .NET turns into strings.</summary>
internal static partial class DirectoryReader
{
    private const int BufferSize = 32 * 1024;

    // struct linux_dirent64: inode (8 bytes), offset (8), length of the record (2), type (1), name.
    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;

    /// <summary>The next entries but <c>.</c> and <c>..</c>, some hundreds at a time; empty at the end. The descriptor keeps the position.</summary>
    public static Queue<DirectoryEntry> ReadSome(SafeFileHandle directory)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var entries = new Queue<DirectoryEntry>();
            while (entries.Count == 0)
            {
                var length = GetEntries(SystemCallNumber.GetDirectoryEntries, directory, buffer, (nuint)buffer.Length);
                if (length < 0)
                {
                    var error = Errno.Last("read directory", directory);
                    if (error.Number != Errno.ENOENT)
                    {
                        throw error;
                    }

                    // Somebody has removed it since it was opened: there is nothing in it.
                    length = 0;
                }

                if (length == 0)
                {
                    break;
                }

                Parse(buffer.AsSpan(0, (int)length), entries);
            }

            return entries;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>All entries but <c>.</c> and <c>..</c>.</summary>
    public static Queue<DirectoryEntry> ReadAll(SafeFileHandle directory)
    {
        var all = ReadSome(directory);
        for (var more = all; more.Count > 0;)
        {
            more = ReadSome(directory);
            foreach (var entry in more)
            {
                all.Enqueue(entry);
            }
        }

        return all;
    }

    private static void Parse(ReadOnlySpan<byte> records, Queue<DirectoryEntry> entries)
    {
        while (!records.IsEmpty)
        {
            var record = records[..BinaryPrimitives.ReadUInt16LittleEndian(records[LengthOffset..])];
            var name = record[NameOffset..];
            name = name[..(name.IndexOf((byte)0) + 1)];
            if (!name.SequenceEqual(".\0"u8) && !name.SequenceEqual("..\0"u8))
            {
                entries.Enqueue(new DirectoryEntry(name.ToArray(), (FileKind)(record[TypeOffset] << 12)));
            }

            records = records[record.Length..];
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint GetEntries(nint number, SafeFileHandle directory, [Out] byte[] buffer, nuint size);
}
