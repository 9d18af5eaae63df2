using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>Says why a container could not be made, or a command in it not be started, where not this library but a monitor ran the runtime.</summary>
internal static class LaunchFailure
{
    private const int LogBytes = 256 * 1024;

    /// <param name="runtime">The runtime.</param>
    /// <param name="verb">What the monitor had it do.</param>
    /// <param name="logFile">The runtime's log.</param>
    /// <param name="said">What the monitor reports, and its own errors.</param>
    public static Exception Explain(RuntimeIdentity runtime, IOciVerb verb, string logFile, string said)
    {
        var dialect = RuntimeDialect.Of(runtime.Flavor);
        var log = File.Exists(logFile) ? RuntimeLogFile.ReadFrom(logFile, 0, LogBytes) : null;
        var command = new CommandLine { Program = runtime.Path, Arguments = verb.ToArguments(dialect) };
        return OciErrorClassifier.Classify(dialect, verb, command, exitCode: 1, log, said)!.ToException();
    }
}
