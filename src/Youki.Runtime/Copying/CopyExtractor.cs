using System.Text;
using Youki.Runtime.Images.Layers.Extraction;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>
/// Makes the files of a tar in a directory that has others, and may be changed by a hostile process meanwhile. A file is written under a name of its own and
/// takes its place when it is whole. A directory never takes the place of anything else, nor the other way around. Device nodes are left out.
/// </summary>
/// <remarks>Not for use by several threads.</remarks>
internal sealed class CopyExtractor(CopyTarget target, CopyAttributes attributes, CopyBudget budget) : IDisposable
{
    private const int OwnerOnly = 0x1C0; // 0700

    private readonly EntryPath _path = new();
    private readonly EntryPath _link = new();
    private readonly CopyFiles _files = new(attributes);
    private readonly CopyDirectories _directories = new(target, attributes);

    /// <exception cref="CopyException">An entry cannot be made, or a limit was reached. What was made until then stays.</exception>
    public void Extract(TarParser parser, CancellationToken cancellationToken)
    {
        try
        {
            ExtractAll(parser, cancellationToken);
        }
        catch (TarException exception)
        {
            throw new CopyException(target.Text, $"The archive cannot be copied to '{target.Text}': {exception.Message}. Only plain tars are taken, not compressed ones.", exception);
        }
    }

    public void Dispose() => _files.Dispose();

    private void ExtractAll(TarParser parser, CancellationToken cancellationToken)
    {
        while (parser.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Encoding.UTF8.GetString(parser.Entry.Path.Span);
            budget.CountEntry(name);
            budget.CountBytes(ContentOf(parser.Entry), name);
            try
            {
                ExtractEntry(parser);
            }
            catch (EntryException exception)
            {
                throw new CopyException(name, $"The archive cannot be copied to '{target.Text}': its entry '{name}' {exception.Message}.", exception);
            }
            catch (NativeException exception)
            {
                throw target.Error(_path, $"cannot be written: {exception.Message}", exception);
            }
        }

        _directories.Complete(cancellationToken);
    }

    private void ExtractEntry(TarParser parser)
    {
        var entry = parser.Entry;
        _path.Set(entry.Path.Span);
        if (_path.Count == 0)
        {
            // The destination itself was there before, and stays as it is.
            if (entry.Kind != TarKind.Directory)
            {
                throw new EntryException("would take the place of the destination itself");
            }

            return;
        }

        switch (entry.Kind)
        {
            case TarKind.CharacterDevice or TarKind.BlockDevice:
                budget.Skip($"'{Encoding.UTF8.GetString(entry.Path.Span)}' is a device node, which is not copied.");
                break;
            case TarKind.Directory:
                MakeDirectory(entry);
                break;
            default:
                MakeFile(parser);
                break;
        }
    }

    private void MakeDirectory(TarEntry entry)
    {
        var parent = target.OpenParent(_path);
        var error = Entries.TryMakeDirectory(parent, _path.Last, OwnerOnly);
        if (error == Errno.EEXIST)
        {
            if (FileMetadata.TryOf(parent, _path.Last, out _)?.Kind != FileKind.Directory)
            {
                // In images, /lib is a link to /usr/lib: what an archive has in such a directory goes where the link leads.
                _ = target.LeadsToDirectory(_path) ? 0 : throw target.Error(_path, "is no directory, and a directory cannot take its place");
                return;
            }
        }
        else if (error != 0)
        {
            throw new NativeException("make directory", RawName.ToText(_path.Last), error);
        }

        _directories.Add(entry, target.PathOf(_path));
    }

    private void MakeFile(TarParser parser)
    {
        var parent = target.OpenParent(_path);
        var existing = FileMetadata.TryOf(parent, _path.Last, out _);
        if (existing?.Kind == FileKind.Directory)
        {
            throw target.Error(_path, "is a directory, and nothing else can take its place");
        }

        int error;
        if (parser.Entry.Kind == TarKind.HardLink)
        {
            error = Link(parser.Entry);
        }
        else
        {
            error = _files.Make(parser, parent, _path.Last);
        }

        if (error == Errno.EBUSY)
        {
            throw target.Error(_path, "is a mount point, and nothing can take its place. Write to it from inside the container");
        }

        if (error != 0)
        {
            throw new NativeException("make", RawName.ToText(_path.Last), error);
        }

        if (existing?.Kind == FileKind.SymbolicLink)
        {
            target.Forget();
        }
    }

    private int Link(TarEntry entry)
    {
        _link.Set(entry.LinkPath.Span);
        if (_link.Count == 0)
        {
            throw new EntryException("is a hard link to a directory");
        }

        // The look-up of the one would close the other.
        using var from = Descriptor.Reopen(target.OpenParent(_link, make: false), OpenFlags.PathOnly | OpenFlags.Directory);
        return FileMetadata.TryOf(from, _link.Last, out var error) switch
        {
            null => throw new EntryException($"is a hard link to '{Encoding.UTF8.GetString(entry.LinkPath.Span)}', which cannot be found (errno {error})"),
            { Kind: FileKind.Directory } => throw new EntryException($"is a hard link to '{Encoding.UTF8.GetString(entry.LinkPath.Span)}', which is a directory"),
            _ => _files.Link(from, _link.Last, target.OpenParent(_path), _path.Last),
        };
    }

    private static long ContentOf(TarEntry entry)
    {
        long bytes = 0;
        foreach (var segment in entry.Segments)
        {
            bytes += segment.End - segment.Offset;
        }

        return entry.IsSparse ? bytes : entry.Size;
    }
}
