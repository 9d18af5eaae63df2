using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Layers.Extraction;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>Makes whatever is no directory, under a temporary name, and gives it its own when it is whole.</summary>
internal sealed class CopyFiles(CopyAttributes attributes) : IDisposable
{
    private const int OwnerReadWrite = 0x180; // 0600

    private readonly byte[] _temporary = RawName.From($".youki-copy-{Guid.NewGuid():N}");
    private SafeFileHandle? _directory;

    /// <summary>Makes the parser's entry.</summary>
    /// <returns>0, or the error number.</returns>
    public int Make(TarParser parser, SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        _directory = directory;
        var entry = parser.Entry;
        using var node = TryMake(entry, directory, out var error);
        if (error != 0)
        {
            _directory = null;
            return error;
        }

        if (entry.Kind == TarKind.Regular)
        {
            Write(parser, node!);
        }

        attributes.Set(entry, node!);
        return Publish(directory, name);
    }

    /// <summary>Gives a file one more name.</summary>
    public int Link(SafeFileHandle from, ReadOnlySpan<byte> fromName, SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        var error = Entries.TryLink(from, fromName, directory, _temporary);
        if (error == 0)
        {
            _directory = directory;
            error = Publish(directory, name);
        }

        return error;
    }

    /// <summary>Removes what was not made whole.</summary>
    public void Dispose()
    {
        if (_directory is { IsClosed: false })
        {
            _ = Entries.TryRemoveFile(_directory, _temporary);
        }
    }

    private SafeFileHandle? TryMake(TarEntry entry, SafeFileHandle directory, out int error)
    {
        if (entry.Kind == TarKind.Regular)
        {
            var flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow;
            return Descriptor.TryOpenAt(directory, _temporary, flags, ResolveFlags.NoLinks, out error, OwnerReadWrite);
        }

        error = entry.Kind == TarKind.SymbolicLink
            ? Entries.TryMakeSymbolicLink(LinkTarget.ToText(entry), directory, _temporary)
            : Entries.TryMakeNode(directory, _temporary, FileKind.Fifo, OwnerReadWrite, 0);
        return error == 0 ? Descriptor.OpenAt(directory, _temporary, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoMagicLinks) : null;
    }

    private int Publish(SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        var error = Entries.TryRename(directory, _temporary, directory, name);

        // Where both are names of one file, a rename leaves both.
        _ = Entries.TryRemoveFile(directory, _temporary);
        _directory = null;
        return error;
    }

    private static void Write(TarParser parser, SafeFileHandle file)
    {
        if (!parser.Entry.IsSparse)
        {
            for (var piece = parser.ReadContent(); !piece.IsEmpty; piece = parser.ReadContent())
            {
                OpenedFile.Write(file, piece);
            }

            return;
        }

        OpenedFile.SetSize(file, parser.Entry.Size);
        foreach (var segment in parser.Entry.Segments)
        {
            for (var position = segment.Offset; position < segment.End;)
            {
                var piece = parser.ReadContent(segment.End - position);
                OpenedFile.WriteAt(file, piece, position);
                position += piece.Length;
            }
        }
    }
}
