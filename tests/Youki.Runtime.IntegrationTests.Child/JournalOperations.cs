using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Events;

namespace Youki.Runtime.IntegrationTests.Child;

/// <summary>Writes to a journal fast, until it is killed or has written so many.</summary>
internal static class JournalOperations
{
    /// <param name="directory">The journal.</param>
    /// <param name="name">What its events are called, with a number from 0 behind it.</param>
    /// <param name="count">How many.</param>
    public static void Write(string directory, string name, int count)
    {
        using var journal = new EventJournal(directory, 64 * 1024 * 1024, TimeProvider.System, new EventLog(NullLogger<EventLog>.Instance));
        Console.WriteLine("writing");
        for (var i = 0; i < count; i++)
        {
            journal.Record(new StoredEvent { Time = DateTimeOffset.UnixEpoch, Kind = EventKind.Created, Name = $"{name}{i}", Message = new string('x', i % 500) });

            // More than any host has to tell, and less than what keeps the other writers out.
            if (i % 50 == 0)
            {
                Thread.Sleep(1);
            }
        }
    }
}
