using System.Text.RegularExpressions;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>Finds a runtime binary and tells which one it is from what <c>--version</c> prints.</summary>
internal sealed partial class RuntimeProbe(IProcessRunner runner, TimeSpan timeLimit)
{
    private static readonly IReadOnlyList<RuntimeDialect> Dialects = [.. Enum.GetValues<RuntimeFlavor>().Select(RuntimeDialect.Of)];

    /// <summary>Finds a runtime.</summary>
    /// <param name="program">A name to look up on PATH, or an absolute path.</param>
    /// <param name="allowOlder">Whether a version is used that is older than what the library was made for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="RuntimeUnavailableException">It is missing, cannot be run, is no known runtime, or is too old.</exception>
    public async Task<RuntimeBinary> FindAsync(string program, bool allowOlder = false, CancellationToken cancellationToken = default)
    {
        var path = Locate(program);
        var result = await AskAsync(path, cancellationToken).ConfigureAwait(false);
        var binary = result.ExitCode == 0 ? Recognise(path, result.Stdout) : null;
        if (binary is null)
        {
            var said = (result.Stdout + result.Stderr).Trim().Split('\n')[0];
            throw new RuntimeUnavailableException(
                path,
                $"'{path} --version' ended with exit code {result.ExitCode} and said '{Shorten(said)}': "
                + $"that is neither youki nor runc nor crun. {Hint(program)}");
        }

        var minimum = binary.Dialect.MinimumVersion;
        return allowOlder || NumberOf(binary.Version) >= minimum ? binary : throw new RuntimeUnavailableException(
            path, $"'{path}' is {binary.Dialect.Name} {binary.Version}, which is older than {minimum}. {binary.Dialect.Install}");
    }

    private static string Locate(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal) && !Path.IsPathRooted(program))
        {
            throw new RuntimeUnavailableException(program, $"'{program}' is a relative path: give a name that is on PATH, or an absolute path.");
        }

        var path = ProgramFinder.Find(program)
            ?? throw new RuntimeUnavailableException(program, $"There is no '{program}' on PATH ({ChildEnvironment.SearchPath}). {Hint(program)}");
        return ProgramFinder.WhyNot(path) is { } reason
            ? throw new RuntimeUnavailableException(path, $"The runtime '{path}' cannot be run: {reason}. {Hint(program)}")
            : path;
    }

    private static RuntimeBinary? Recognise(string path, string text)
    {
        foreach (var dialect in Dialects)
        {
            if (dialect.VersionLine.Match(text) is { Success: true } line && Leading.IsMatch(line.Groups["version"].Value))
            {
                return new() { Dialect = dialect, Path = path, Version = line.Groups["version"].Value };
            }
        }

        return null;
    }

    private static Version NumberOf(string version) => Version.Parse(Leading.Match(version).Value);

    private static string Shorten(string text) => text.Length > 100 ? text[..100] + "..." : text;

    private static string Hint(string program) =>
        (Dialects.FirstOrDefault(dialect => dialect.Name == Path.GetFileName(program)) ?? YoukiDialect.Instance).Install;

    [GeneratedRegex(@"^[0-9]{1,9}\.[0-9]{1,9}(\.[0-9]{1,9})?", RegexOptions.CultureInvariant)]
    private static partial Regex Leading { get; }

    private async Task<CommandResult> AskAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var commandLine = new CommandLine { Program = path, Arguments = ["--version"], TimeLimit = timeLimit, OutputLimit = 64 * 1024 };
            return await runner.CaptureAsync(commandLine, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationTimeoutException exception)
        {
            throw new RuntimeUnavailableException(
                path, $"'{path} --version' did not end within {timeLimit.TotalSeconds:0} s. Is it a container runtime at all?", exception);
        }
    }
}
