namespace Youki.Runtime.Cli;

/// <summary>One line of a runtime's log.</summary>
/// <param name="IsError">Whether its level is error.</param>
/// <param name="Message">The message as it was written.</param>
/// <param name="Target">Which part of the program spoke. Null: it is not told.</param>
/// <param name="Detail">What caused it. Null: it is not told.</param>
/// <param name="State">The state that the container was in, where the line tells it.</param>
internal sealed record RuntimeLogEntry(bool IsError, string Message, string? Target, string? Detail, ContainerState State);
