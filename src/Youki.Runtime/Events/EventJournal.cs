using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Events;

/// <summary>
/// A journal of events on disk, bounded, written by any number of processes. An event is in it when its call returns, and on disk a moment later: no caller
/// waits for a disk, and a power cut takes at most the events of that moment. Whatever goes wrong, no call fails: what could not be written is counted, and
/// told with the next event.
/// </summary>
internal sealed class EventJournal : IDisposable
{
    /// <summary>Events that wait while another process keeps the lock; more are counted only.</summary>
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan FlushDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LockLimit = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();
    private readonly List<StoredEvent> _waiting = [];
    private readonly JournalLayout _layout;
    private readonly JournalWriter _writer;
    private readonly TimeProvider _time;
    private readonly EventLog _log;
    private readonly ITimer _timer;
    private long _lost;
    private bool _isTimed;
    private bool _disposed;

    /// <param name="directory">Where it is; made with the first event.</param>
    /// <param name="size">What it may have at most, in bytes.</param>
    /// <param name="time">Whose time it is.</param>
    /// <param name="log">Where failures are told.</param>
    public EventJournal(string directory, long size, TimeProvider time, EventLog log)
    {
        (Directory, _time, _log) = (directory, time, log);
        _layout = new JournalLayout(directory);
        _writer = new JournalWriter(_layout, size);
        _timer = time.CreateTimer(static journal => ((EventJournal)journal!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Directory { get; }

    /// <summary>Writes an event.</summary>
    public void Record(StoredEvent each)
    {
        lock (_gate)
        {
            if (_waiting.Count >= MostWaiting)
            {
                _lost++;
                return;
            }

            // Those that wait already stay in front of it; they have waited for the lock, so this one looks only once.
            _waiting.Add(each);
            WriteWaiting(_waiting.Count == 1 ? LockLimit : TimeSpan.Zero);
            StartTimer();
        }
    }

    /// <summary>Writes an event unless its mark is there, and marks it.</summary>
    /// <returns>False where it was not written: it had been, its run is gone, or it could not be; then whoever asks next tries again.</returns>
    public bool RecordOnce(StoredEvent each, EventMark mark)
    {
        if (mark.IsThere())
        {
            return false;
        }

        lock (_gate)
        {
            WriteWaiting(LockLimit);
            StartTimer();
            return TryWrite(() => [.. LostOnes(), each], mark, each.Kind, LockLimit) == true;
        }
    }

    /// <summary>A reader from some place on. Null: from the oldest event that is kept.</summary>
    public JournalReader Read(JournalPosition? from) => new(_layout, from);

    /// <summary>The place behind the last event.</summary>
    public JournalPosition FindEnd()
    {
        if (_writer.TryReadEnd() is { } known)
        {
            return known;
        }

        using var reader = Read(null);
        var end = JournalPosition.Beginning;
        while (reader.TryRead() is { } item)
        {
            end = item.Position;
        }

        return end;
    }

    /// <summary>Makes the directory where it is missing, so that it can be watched.</summary>
    public void Prepare() => PrivateDirectory.Create(Directory);

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _timer.Dispose();
                WriteWaiting(LockLimit);
            }
        }
    }

    private void StartTimer()
    {
        if (!_isTimed && !_disposed)
        {
            _isTimed = true;
            _timer.Change(FlushDelay, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        string? segment;
        lock (_gate)
        {
            _isTimed = false;
            WriteWaiting(LockLimit);
            if (_waiting.Count > 0)
            {
                StartTimer();
            }

            segment = _writer.TakeUnflushed();
        }

        Flush(segment);
    }

    /// <summary>Nobody waits for it.</summary>
    private void Flush(string? segment)
    {
        try
        {
            if (segment is not null && File.Exists(segment))
            {
                using var file = File.OpenHandle(segment, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                RandomAccess.FlushToDisk(file);
                DurableFile.FlushDirectory(Directory);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _log.NotFlushed(Directory, exception);
        }
    }

    private void WriteWaiting(TimeSpan lockLimit)
    {
        if (_waiting.Count > 0 && TryWrite(() => [.. LostOnes(), .. _waiting], mark: null, _waiting[0].Kind, lockLimit) is { } written)
        {
            _lost += written ? 0 : _waiting.Count;
            _waiting.Clear();
        }
    }

    private IEnumerable<StoredEvent> LostOnes() => _lost == 0 ? [] : [new StoredEvent { Time = _time.GetUtcNow(), Kind = EventKind.Lost, Lost = _lost }];

    /// <summary>Writes events with what was lost before them. False: they cannot be written. Null: another process has kept the lock for too long.</summary>
    private bool? TryWrite(Func<IReadOnlyList<StoredEvent>> events, EventMark? mark, EventKind kind, TimeSpan lockLimit)
    {
        try
        {
            using var held = TryLock(lockLimit);
            if (held is null)
            {
                return null;
            }

            var written = _writer.Append(held, events(), mark);
            _lost = written ? 0 : _lost;
            return written;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HostResourceException)
        {
            _log.NotWritten(kind, Directory, exception);
            return false;
        }
    }

    /// <summary>Others keep the lock for some ten microseconds, so it is waited for here; one that was stopped in that moment is not.</summary>
    private SafeFileHandle? TryLock(TimeSpan limit)
    {
        if (!File.Exists(_layout.LockFile))
        {
            PrivateDirectory.Create(Directory);
        }

        SafeFileHandle? held = null;
        SpinWait.SpinUntil(() => (held = FileLock.TryAcquire(_layout.LockFile)) is not null, limit);
        return held;
    }
}
