using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>
/// Unpacks a layer into an empty directory, as a lower directory of an overlay. Nothing is looked up by a path: every name is made, opened or removed below
/// the descriptor of its directory, and a link at a name is never followed.
/// </summary>
/// <remarks>The layer alone counts: what lower layers hold is neither looked at nor needed. Not for use by several threads.</remarks>
internal sealed class LayerExtractor : IDisposable
{
    private readonly EntryPath _path = new();
    private readonly LayerNotes _notes = new();
    private readonly ImageLimits _limits;
    private readonly Overlay _overlay;
    private readonly LayerDirectories _directories;
    private readonly EntryCompletion _completion;
    private readonly EntryCreator _creator;
    private long _attributeBytes;

    public LayerExtractor(SafeFileHandle root, ImageLimits limits)
    {
        _limits = limits;
        _overlay = new Overlay(_notes);
        _directories = new LayerDirectories(root, _notes, _overlay, limits.MaxLayerEntries);
        _completion = new EntryCompletion(_notes);
        _creator = new EntryCreator(_completion, _directories, _overlay);
        _notes.Directories[FileMetadata.Of(_directories.Root.Handle).Inode] = DirectoryAttributes.Implied;
    }

    /// <summary>What is to be remembered until the layer is complete.</summary>
    public LayerNotes Notes => _notes;

    /// <summary>Bytes of all regular files, those of several names counted once.</summary>
    public long FileBytes { get; private set; }

    /// <summary>Entries of the archive.</summary>
    public int Entries { get; private set; }

    /// <summary>Device nodes that could not be made without privileges.</summary>
    public int SkippedDevices => _creator.SkippedDevices;

    /// <summary>Whether the layer hides all layers below it. An overlay does not heed that at its root, so they must be left out.</summary>
    public bool HidesAllBelow => _directories.Root.IsOpaque;

    /// <summary>Unpacks all entries.</summary>
    /// <exception cref="TarException">The archive, or what it wants, breaks a rule or a limit.</exception>
    /// <exception cref="NativeException">The file system refused something.</exception>
    public void Extract(TarParser parser, CancellationToken cancellationToken)
    {
        while (parser.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Entries++;
            try
            {
                ExtractEntry(parser);
            }
            catch (EntryException exception)
            {
                throw new TarException($"entry '{Encoding.UTF8.GetString(parser.Entry.Path.Span)}' {exception.Message}");
            }
        }
    }

    public void Dispose() => _directories.Dispose();

    private void ExtractEntry(TarParser parser)
    {
        var entry = parser.Entry;
        Count(entry);
        _path.Set(entry.Path.Span);
        if (_path.Count == 0)
        {
            SetRoot(entry);
            return;
        }

        var parent = _directories.Open(_path, _path.Count - 1);
        switch (WhiteoutName.Parse(_path.Last, out var hidden))
        {
            case WhiteoutKind.Whiteout:
                _overlay.MakeWhiteout(parent, hidden);
                break;
            case WhiteoutKind.Opaque:
                _overlay.MakeOpaque(parent);
                break;
            case WhiteoutKind.None:
                _creator.Create(parser, parent, _path.Last);
                break;
        }
    }

    private void Count(TarEntry entry)
    {
        FileBytes += entry.Kind == TarKind.Regular ? entry.Size : 0;
        foreach (var (name, value) in entry.Attributes)
        {
            // A header for all entries gives each of them its attributes again.
            _attributeBytes += name.Length + value.Length;
        }

        if (FileBytes > _limits.MaxLayerBytes - _attributeBytes || FileBytes < 0)
        {
            throw new EntryException($"brings the files of the layer above the limit of {_limits.MaxLayerBytes} bytes (Images.Limits.MaxLayerBytes)");
        }

        if (Entries > _limits.MaxLayerEntries)
        {
            throw new EntryException($"is one more than the limit of {_limits.MaxLayerEntries} entries (Images.Limits.MaxLayerEntries)");
        }
    }

    // Names such as "..", "/" and "" lead to the root too; only a directory can say something of it.
    private void SetRoot(TarEntry entry)
    {
        if (entry.Kind == TarKind.Directory)
        {
            _completion.SetDirectory(entry, _directories.Root.Handle);
        }
    }
}
