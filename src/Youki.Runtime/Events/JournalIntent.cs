namespace Youki.Runtime.Events;

/// <summary>An event that must be written once is marked and written in two files; where its writer dies in between, whoever locks the journal next takes the mark back.</summary>
/// <param name="Sequence">The event's number.</param>
/// <param name="MarkFile">The file of the mark.</param>
/// <param name="MarkLength">The file's length before the mark.</param>
internal sealed record JournalIntent(long Sequence, string MarkFile, long MarkLength);
