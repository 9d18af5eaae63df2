using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Logs;

/// <summary>A log file that is read from its beginning while it grows.</summary>
internal sealed class LogFile(SafeFileHandle handle, bool raw) : IDisposable
{
    private const int FirstSize = 64 * 1024;

    private readonly byte[] _chunk = new byte[FirstSize];
    private readonly ArrayBufferWriter<byte> _rest = new(FirstSize);
    private long _position;

    /// <summary>Opens the file; null where it is not there yet.</summary>
    public static LogFile? TryOpen(string path, bool raw)
    {
        try
        {
            return new LogFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), raw);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The next entries that are whole; none where the file has no more for now.</summary>
    public IReadOnlyList<LogEntry> ReadNext()
    {
        var entries = new List<LogEntry>();
        while (entries.Count == 0)
        {
            var length = RandomAccess.Read(handle, _chunk, _position);
            if (length == 0)
            {
                break;
            }

            _position += length;
            Split(_chunk.AsSpan(0, length), entries);
        }

        return entries;
    }

    public void Dispose() => handle.Dispose();

    private void Split(ReadOnlySpan<byte> chunk, List<LogEntry> entries)
    {
        for (int newline; (newline = chunk.IndexOf((byte)'\n')) >= 0; chunk = chunk[(newline + 1)..])
        {
            if (_rest.WrittenCount == 0)
            {
                Add(chunk[..newline], partial: false, entries);
                continue;
            }

            _rest.Write(chunk[..newline]);
            Add(_rest.WrittenSpan, partial: false, entries);
            _rest.ResetWrittenCount();
        }

        if (raw && !chunk.IsEmpty)
        {
            // Nobody marks where a line goes on, so what there is of it is given at once.
            Add(chunk, partial: true, entries);
        }
        else
        {
            _rest.Write(chunk);
        }
    }

    private void Add(ReadOnlySpan<byte> line, bool partial, List<LogEntry> entries)
    {
        var entry = raw
            ? new LogEntry { Timestamp = File.GetLastWriteTimeUtc(handle), Stream = OutputSource.Stdout, Content = line.ToArray(), Partial = partial }
            : LogLine.Parse(line);
        if (entry is not null)
        {
            entries.Add(entry);
        }
    }
}
