using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Events;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Events;

/// <summary>A directory with a journal in it. Each journal object is as another process's.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly List<EventJournal> _journals = [];

    public JournalFolder() => Path = Directory.CreateTempSubdirectory("youki-journal-").FullName;

    public string Path { get; }

    public string Journal => System.IO.Path.Combine(Path, "events");

    public string LockFile => System.IO.Path.Combine(Journal, "lock");

    public IReadOnlyList<string> Segments => [.. Directory.EnumerateFiles(Journal, "*.events").Order(StringComparer.Ordinal)];

    public EventJournal Open(long size = 1024 * 1024, TimeProvider? time = null, string? journal = null)
    {
        var opened = new EventJournal(journal ?? Journal, size, time ?? TimeProvider.System, new EventLog(NullLogger<EventLog>.Instance));
        _journals.Add(opened);
        return opened;
    }

    public static StoredEvent Event(string name, EventKind? kind = null) => new() { Time = DateTimeOffset.UnixEpoch, Kind = kind ?? EventKind.Created, Name = name };

    /// <summary>Another run directory's marks.</summary>
    public EventMark Mark(string run, EventKind kind)
    {
        var directory = System.IO.Path.Combine(Path, run);
        Directory.CreateDirectory(directory);
        return new EventMark(System.IO.Path.Combine(directory, "told"), kind);
    }

    /// <summary>What a reader gets from some place on.</summary>
    public IReadOnlyList<JournalItem> Read(JournalPosition? from = null)
    {
        using var reader = Open().Read(from);
        return ReadAll(reader);
    }

    public static IReadOnlyList<JournalItem> ReadAll(JournalReader reader)
    {
        var found = new List<JournalItem>();
        while (reader.TryRead() is { } item)
        {
            found.Add(item);
        }

        return found;
    }

    public IEnumerable<string?> Names() => Read().Select(item => item.Event.Name);

    public void Dispose()
    {
        _journals.ForEach(journal => journal.Dispose());
        FileTree.Delete(Path, CancellationToken.None);
    }
}
