using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Events;

/// <summary>Writes to a journal. Whoever calls it holds the journal's lock file, whose content says where the journal ends.</summary>
/// <param name="layout">The journal.</param>
/// <param name="size">What all segments together may have, in bytes.</param>
internal sealed class JournalWriter(JournalLayout layout, long size)
{
    /// <summary>When the journal is full, the oldest of so many parts goes.</summary>
    private const int SegmentCount = 8;

    private const int StateSize = 16 * 1024;

    private readonly long _segmentSize = size / SegmentCount;

    private string? _unflushed;

    /// <summary>The segment that was written since this was last asked; null where none was. A segment that came before it may not be flushed.</summary>
    public string? TakeUnflushed() => Interlocked.Exchange(ref _unflushed, null);

    /// <summary>Appends the events, in one write.</summary>
    /// <param name="held">The lock.</param>
    /// <param name="events">What is written; numbers are given here.</param>
    /// <param name="mark">Has the events written only where this mark, of the last of them, is not there yet, and makes the mark. Null: nothing is marked.</param>
    /// <returns>False where the mark was there.</returns>
    /// <exception cref="IOException">The disk is full, for instance. Nothing was written.</exception>
    public bool Append(SafeFileHandle held, IReadOnlyList<StoredEvent> events, EventMark? mark)
    {
        var state = Recover(held);
        var marked = mark?.TryReadLength();
        if (mark is not null && marked is null)
        {
            return false;
        }

        if (state.First == 0 || state.Length >= _segmentSize)
        {
            state = Roll(held, state, skip: 0);
        }

        using var segment = File.OpenHandle(layout.Segment(state.First), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (mark is not null)
        {
            Write(held, state with { Intent = new JournalIntent(state.Last + events.Count, mark.File, marked!.Value) });
        }

        try
        {
            mark?.Append(marked!.Value);
            state = Append(segment, state, events);
        }
        catch
        {
            // To cut needs no room.
            OpenedFile.SetSize(segment, state.Length);
            mark?.Cut(marked!.Value);
            throw;
        }

        Write(held, state);
        _unflushed = layout.Segment(state.First);
        return true;
    }

    private static JournalState Append(SafeFileHandle segment, JournalState state, IReadOnlyList<StoredEvent> events)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var last = state.Last;
        foreach (var each in events)
        {
            JournalLine.Write(output, each with { Sequence = ++last }, EventJson.Default.StoredEvent);
        }

        OpenedFile.WriteAt(segment, output.WrittenSpan, state.Length);
        return state with { Last = last, Length = state.Length + output.WrittenCount };
    }

    /// <summary>Where the journal ends, after what a writer that died may have left is cut off.</summary>
    private JournalState Recover(SafeFileHandle held)
    {
        if (Read(held) is not { } state || state.BootId != BootId.Current || (state.First != 0 && !File.Exists(layout.Segment(state.First))))
        {
            return JournalRebuild.Find(layout) is { } found ? Roll(held, found, JournalRebuild.Skip) : JournalRebuild.New();
        }

        if (state.First == 0)
        {
            return state;
        }

        using var segment = File.OpenHandle(layout.Segment(state.First), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.GetLength(segment) != state.Length)
        {
            var (last, length) = JournalRebuild.FindEnd(segment, state.Last, state.Length);
            OpenedFile.SetSize(segment, length);
            state = state with { Last = last, Length = length };
        }

        if (state.Intent is { } intent && intent.Sequence > state.Last)
        {
            EventMark.Cut(intent.MarkFile, intent.MarkLength);
        }

        return state with { Intent = null };
    }

    /// <summary>Begins a new segment, and removes the oldest ones.</summary>
    private JournalState Roll(SafeFileHandle held, JournalState state, long skip)
    {
        var first = state.Last + 1 + skip;
        var header = new SegmentHeader { Journal = state.Journal, First = first, After = state.Last, Skipped = state.Skipped + skip };
        var line = JournalLine.Write(header, EventJson.Default.SegmentHeader);
        var path = layout.Segment(first);
        try
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            OpenedFile.WriteAt(file, line, 0);
        }
        catch (IOException)
        {
            File.Delete(path);
            throw;
        }

        // Before anything is in it: a writer that finds the former state begins it anew.
        state = state with { First = first, Length = line.Length, Last = first - 1, Skipped = header.Skipped, Intent = null };
        Write(held, state);
        var segments = layout.Segments();
        foreach (var oldest in segments.Take(segments.Count - SegmentCount))
        {
            File.Delete(layout.Segment(oldest));
        }

        return state;
    }

    private static void Write(SafeFileHandle held, JournalState state) => OpenedFile.WriteAt(held, JournalLine.Write(state, EventJson.Default.JournalState), 0);

    private static JournalState? Read(SafeFileHandle held)
    {
        Span<byte> buffer = stackalloc byte[StateSize];
        var content = buffer[..RandomAccess.Read(held, buffer, 0)];
        var end = content.IndexOf((byte)'\n');
        return end < 0 ? null : JournalLine.TryRead(content[..end], EventJson.Default.JournalState);
    }

    /// <summary>Where the journal ends as far as its lock file says, without the lock; null where it does not say.</summary>
    public JournalPosition? TryReadEnd()
    {
        try
        {
            using var file = File.OpenHandle(layout.LockFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Read(file) is { First: > 0 } state && state.BootId == BootId.Current ? new JournalPosition(state.Journal, state.Last, state.Skipped) : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
