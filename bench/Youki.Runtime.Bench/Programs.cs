using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Bench;

/// <summary>Starts programs for the sides without the library, through the very code by which the library starts its own.</summary>
internal static class Programs
{
    private static readonly ProcessRunner Runner = new(NullLogger<ProcessRunner>.Instance, TimeProvider.System);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    /// <summary>Runs a program that leaves nothing behind.</summary>
    public static async Task RunAsync(string program, params string[] arguments) =>
        Check(await Runner.CaptureAsync(Line(program, arguments)), program, arguments);

    /// <summary>Runs a program that leaves nothing behind, with a variable on top of its environment.</summary>
    public static async Task RunWithAsync(string name, string value, string program, params string[] arguments) =>
        Check(await Runner.CaptureAsync(Line(program, arguments) with { Environment = new Dictionary<string, string> { [name] = value } }), program, arguments);

    /// <summary>Runs a program that leaves processes behind, which must not hold a pipe of ours.</summary>
    public static async Task DetachAsync(string program, params string[] arguments) =>
        Check(await Runner.DetachAsync(Line(program, arguments), DetachedOutput.None), program, arguments);

    /// <summary>A program's absolute path; null where it is not on this host.</summary>
    public static string? Find(string program) => ProgramFinder.Find(program);

    private static CommandLine Line(string program, string[] arguments) => new() { Program = program, Arguments = arguments, TimeLimit = Limit };

    private static void Check(CommandResult result, string program, string[] arguments)
    {
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {result.ExitCode}. {result.Stderr}");
        }
    }
}
