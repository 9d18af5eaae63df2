using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Layers.Manifest;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers;

/// <summary>
/// Compares an unpacked layer with its manifest, in one walk through both. It finds damage: what a crash, a disk or somebody's hand has done to the files.
/// It is no defence against root, who can write the manifest too.
/// </summary>
internal sealed class LayerVerifier : IDisposable
{
    private const int MaxProblems = 100;

    private readonly LayerManifestReader _manifest;
    private readonly CancellationToken _cancellationToken;
    private readonly DirectoryStack _stack = new("/");
    private readonly Stack<Queue<byte[]>> _pending = new();
    private readonly FileComparison _comparison = new();
    private readonly List<string> _problems = [];

    private LayerVerifier(Stream manifest, CancellationToken cancellationToken)
    {
        _manifest = new LayerManifestReader(manifest);
        _cancellationToken = cancellationToken;
    }

    /// <summary>What is wrong, each as a sentence that names the file; at most 100 of them.</summary>
    /// <param name="layer">The directory of the layer; an O_PATH descriptor will do.</param>
    /// <param name="manifest">The manifest from its beginning; it is closed.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public static IReadOnlyList<string> Verify(SafeFileHandle layer, Stream manifest, CancellationToken cancellationToken)
    {
        using var verifier = new LayerVerifier(manifest, cancellationToken);
        try
        {
            verifier.Run(layer);
        }
        catch (InvalidDataException exception)
        {
            verifier._problems.Add(exception.Message);
        }
        catch (NativeException exception)
        {
            verifier._problems.Add($"The layer cannot be read: {exception.Message}.");
        }

        return verifier._problems;
    }

    public void Dispose()
    {
        _manifest.Dispose();
        _stack.Dispose();
    }

    private void Run(SafeFileHandle layer)
    {
        _manifest.Begin();
        while (_problems.Count < MaxProblems && _manifest.Read() is { } record)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            switch (record.Kind)
            {
                case ManifestRecordKind.DirectoryBegin when _stack.Depth == 0:
                    Enter(Descriptor.OpenAt(layer, ".\0"u8, OpenFlags.ReadOnly | OpenFlags.Directory, ResolveFlags.NoLinks), []);
                    break;
                case ManifestRecordKind.DirectoryBegin:
                    EnterNext(record);
                    break;
                case ManifestRecordKind.DirectoryEnd:
                    Leave(record);
                    break;
                default:
                    CompareNext(record);
                    break;
            }
        }
    }

    private void EnterNext(ManifestRecord record)
    {
        if (!IsNext(record.Name))
        {
            SkipDirectory();
            return;
        }

        var flags = OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow;
        var directory = Descriptor.TryOpenAt(_stack.Current, record.Name, flags, ResolveFlags.NoLinks | ResolveFlags.NoMountCrossing, out var error);
        if (directory is null)
        {
            Report(record.Name, error is Errno.ENOTDIR or Errno.ELOOP ? "is no directory any more" : $"cannot be opened (errno {error})");
            SkipDirectory();
            return;
        }

        Enter(directory, record.Name);
    }

    private void Enter(SafeFileHandle directory, byte[] name)
    {
        _stack.Push(directory, name);
        _pending.Push(SortedDirectory.Read(directory));
    }

    private void Leave(ManifestRecord record)
    {
        foreach (var extra in _pending.Pop())
        {
            ReportExtra(extra);
        }

        ReportAll([], FileComparison.CompareDirectory(record, _stack.Current));
        _stack.Pop();
    }

    private void CompareNext(ManifestRecord record)
    {
        if (IsNext(record.Name))
        {
            ReportAll(record.Name, _comparison.Compare(record, _stack.Current, _cancellationToken));
        }
    }

    // Both sides are sorted: what comes before the name is too much, and what comes behind it shows that the name is missing.
    private bool IsNext(byte[] name)
    {
        var pending = _pending.Peek();
        while (pending.TryPeek(out var found))
        {
            var order = found.AsSpan().SequenceCompareTo(name);
            if (order > 0)
            {
                break;
            }

            pending.Dequeue();
            if (order == 0)
            {
                return true;
            }

            ReportExtra(found);
        }

        Report(name, "is missing");
        return false;
    }

    private void SkipDirectory()
    {
        for (var depth = 1; depth > 0 && _manifest.Read() is { } record;)
        {
            depth += record.Kind switch
            {
                ManifestRecordKind.DirectoryBegin => 1,
                ManifestRecordKind.DirectoryEnd => -1,
                _ => 0,
            };
        }
    }

    private void ReportExtra(byte[] name) => Report(name, "does not belong to the layer");

    private void ReportAll(byte[] name, IEnumerable<string> findings)
    {
        foreach (var finding in findings)
        {
            Report(name, finding);
        }
    }

    private void Report(byte[] name, string finding)
    {
        if (_problems.Count < MaxProblems)
        {
            var path = _stack.Describe(name);
            _problems.Add(MessageText.Clean($"'{(path.Length == 0 ? "/" : path)}' {finding}."));
        }
    }
}
