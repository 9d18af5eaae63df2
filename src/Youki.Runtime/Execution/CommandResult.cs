namespace Youki.Runtime.Execution;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record CommandResult
{
    /// <summary>The exit code; 128 + N after signal N.</summary>
    public required int ExitCode { get; init; }

    /// <summary>What was kept of standard output, read as UTF-8; bytes that are none become U+FFFD.</summary>
    public string Stdout { get; init; } = string.Empty;

    /// <summary>What was kept of standard error, read in the same way.</summary>
    public string Stderr { get; init; } = string.Empty;

    /// <summary>Bytes of standard output beyond the limit.</summary>
    public long StdoutDropped { get; init; }

    /// <summary>Bytes of standard error beyond the limit.</summary>
    public long StderrDropped { get; init; }

    public bool StdoutTruncated => StdoutDropped > 0;

    public bool StderrTruncated => StderrDropped > 0;

    /// <summary>From just before the start until the end was seen.</summary>
    public required TimeSpan Elapsed { get; init; }
}
