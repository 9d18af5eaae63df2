using System.Collections.Concurrent;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Tests.Cli;

/// <summary>Answers in place of programs, and keeps what it was asked.</summary>
internal sealed class FakeRunner(Func<CommandLine, CommandResult> answer) : IProcessRunner
{
    public ConcurrentQueue<CommandLine> Asked { get; } = new();

    public static CommandResult Result(int exitCode = 0, string stdout = "", string stderr = "") =>
        new() { ExitCode = exitCode, Stdout = stdout, Stderr = stderr, Elapsed = TimeSpan.Zero };

    /// <summary>Writes the log that the command line names, as a runtime would.</summary>
    public static void WriteLog(CommandLine commandLine, string text) =>
        File.WriteAllText(commandLine.Arguments[commandLine.Arguments.ToList().IndexOf("--log") + 1], text);

    public Task<CommandResult> CaptureAsync(CommandLine commandLine, CancellationToken cancellationToken = default)
    {
        Asked.Enqueue(commandLine);
        return Task.FromResult(answer(commandLine));
    }

    public Task<CommandResult> DetachAsync(CommandLine commandLine, DetachedOutput output, CancellationToken cancellationToken = default) =>
        CaptureAsync(commandLine, cancellationToken);

    public async Task<CommandResult> StreamAsync(CommandLine commandLine, Stream standardOutput, CancellationToken cancellationToken = default)
    {
        var result = await CaptureAsync(commandLine, cancellationToken);
        await standardOutput.WriteAsync(System.Text.Encoding.UTF8.GetBytes(result.Stdout), cancellationToken);
        return result with { Stdout = "" };
    }
}
