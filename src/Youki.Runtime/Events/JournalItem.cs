namespace Youki.Runtime.Events;

/// <summary>An event that was read, and the place behind it.</summary>
internal sealed record JournalItem(StoredEvent Event, JournalPosition Position);
