using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>Fills regular files with the content of entries and gives them their attributes, with as few system calls as there can be.</summary>
internal sealed class FileWriter(LayerNotes notes)
{
    // Zeros of sparse files count for the hash, so that it is one of what readers of the file see.
    private static readonly byte[] Zeros = new byte[64 * 1024];

    private readonly XxHash128 _hash = new();

    /// <summary>Fills a new file.</summary>
    public void Write(TarParser parser, SafeFileHandle file)
    {
        var entry = parser.Entry;
        var content = entry.IsSparse ? WriteSparse(parser, file) : WriteContent(parser, file);
        var status = FileMetadata.Of(file);
        notes.Contents[status.Inode] = content;
        SetAttributes(entry, file, status);
    }

    private void SetAttributes(TarEntry entry, SafeFileHandle file, FileStatus status)
    {
        var permissions = StoredPermissions.OfFile(entry.Permissions);
        notes.Withhold(status.Inode, entry.Uid, entry.Gid, entry.Permissions);
        var owned = status.Uid == entry.Uid && status.Gid == entry.Gid;
        if (!owned)
        {
            EntryOwner.Set(file, entry.Uid, entry.Gid);
        }

        if (entry.Attributes.Count > 0 && EntryAttributes.Apply(entry, file))
        {
            notes.WithAttributes.Add(status.Inode);
        }

        if (!owned || entry.Attributes.Count > 0 || status.Permissions != permissions)
        {
            OpenedFile.SetPermissions(file, permissions);
        }

        OpenedFile.SetModified(file, entry.Modified);
    }

    private UInt128 WriteContent(TarParser parser, SafeFileHandle file)
    {
        var piece = parser.ReadContent();
        if (piece.Length == parser.Entry.Size)
        {
            OpenedFile.Write(file, piece);
            return XxHash128.HashToUInt128(piece);
        }

        for (_hash.Reset(); !piece.IsEmpty; piece = parser.ReadContent())
        {
            OpenedFile.Write(file, piece);
            _hash.Append(piece);
        }

        return _hash.GetCurrentHashAsUInt128();
    }

    private UInt128 WriteSparse(TarParser parser, SafeFileHandle file)
    {
        _hash.Reset();
        OpenedFile.SetSize(file, parser.Entry.Size);
        long position = 0;
        foreach (var segment in parser.Entry.Segments)
        {
            AppendZeros(segment.Offset - position);
            WriteSegment(parser, file, segment);
            position = segment.End;
        }

        AppendZeros(parser.Entry.Size - position);
        return _hash.GetCurrentHashAsUInt128();
    }

    private void WriteSegment(TarParser parser, SafeFileHandle file, SparseSegment segment)
    {
        for (var position = segment.Offset; position < segment.End;)
        {
            var piece = parser.ReadContent(segment.End - position);
            OpenedFile.WriteAt(file, piece, position);
            _hash.Append(piece);
            position += piece.Length;
        }
    }

    private void AppendZeros(long count)
    {
        for (; count > 0; count -= Zeros.Length)
        {
            _hash.Append(Zeros.AsSpan(0, (int)Math.Min(count, Zeros.Length)));
        }
    }
}
