namespace Youki.Runtime;

/// <summary>A command of the OCI runtime failed for a reason that has no exception of its own.</summary>
public sealed class RuntimeCommandException : YoukiException
{
    /// <summary>Makes the exception for a command.</summary>
    public RuntimeCommandException(string verb, int exitCode, string commandLine, string logTail, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Verb = verb;
        ExitCode = exitCode;
        CommandLine = commandLine;
        LogTail = logTail;
    }

    /// <summary>The runtime's verb, such as <c>delete</c>.</summary>
    public string Verb { get; }

    /// <summary>Its exit code.</summary>
    public int ExitCode { get; }

    /// <summary>The command line, without secrets.</summary>
    public string CommandLine { get; }

    /// <summary>The last lines of the runtime's log and of its standard error.</summary>
    public string LogTail { get; }
}
