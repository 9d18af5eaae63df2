using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Execution;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Runs one operation on a node in a process of its own, and has that process killed at a line of its log.</summary>
internal static class ChildProcess
{
    public const int Killed = 137;

    private const string Name = "Youki.Runtime.IntegrationTests.Child";

    private static readonly ProcessRunner Runner = new(NullLogger<ProcessRunner>.Instance, TimeProvider.System);

    private static string Program => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", Name, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), $"{Name}.dll"));

    /// <summary>Runs the operation to its end.</summary>
    public static Task<CommandResult> RunAsync(TestNode node, params string[] operation) => RunAsync([], node, "", operation);

    /// <summary>Runs the operation, and kills the process in place of one line of its log.</summary>
    public static Task<CommandResult> KillAsync(TestNode node, string line, params string[] operation) => RunAsync([], node, line, operation);

    /// <param name="wrapper">What the process is run by, such as unshare with its options.</param>
    /// <param name="node">The node.</param>
    /// <param name="line">The line of its log in place of which it dies: its number, or a text in it. Empty: none.</param>
    /// <param name="operation">The operation and its arguments.</param>
    public static Task<CommandResult> RunAsync(string[] wrapper, TestNode node, string line, params string[] operation)
    {
        string[] command = [.. wrapper, .. CommandLine(node.Options, line, operation)];
        return RunAsync(command[0], command[1..]);
    }

    public static string[] CommandLine(YoukiRuntimeOptions options, string line, params string[] operation) =>
        [Environment.ProcessPath!, Program, line, options.Runtime, options.StateDirectory, options.BundleDirectory, options.ImageDirectory, options.CgroupParent, .. operation];

    public static Task<CommandResult> RunAsync(string program, params string[] arguments) => Runner.CaptureAsync(
        new CommandLine { Program = program, Arguments = arguments, TimeLimit = TimeSpan.FromMinutes(1), Environment = new Dictionary<string, string> { ["HOME"] = "/root" } },
        TestNode.Token);
}
