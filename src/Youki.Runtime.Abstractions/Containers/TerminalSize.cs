namespace Youki.Runtime;

/// <summary>How large a terminal is, in characters.</summary>
/// <param name="Columns">Characters in a line, 1 to 1000: more, newer monitors refuse.</param>
/// <param name="Rows">Lines, 1 to 1000.</param>
public readonly record struct TerminalSize(int Columns, int Rows);
