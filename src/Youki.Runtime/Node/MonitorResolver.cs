using Microsoft.Extensions.Options;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Node;

/// <summary>Finds the monitor that the options name.</summary>
internal sealed class MonitorResolver(IOptions<YoukiRuntimeOptions> options, IProcessRunner runner)
{
    /// <summary>The monitor's absolute path; null where this host has none.</summary>
    /// <exception cref="RuntimeUnavailableException">A path was given, and nothing there can be run.</exception>
    public string? Resolve()
    {
        var monitor = options.Value.Monitor;
        if (ProgramFinder.Find(monitor) is not { } path)
        {
            return null;
        }

        return ProgramFinder.WhyNot(path) is { } reason
            ? throw new RuntimeUnavailableException(path, $"The monitor '{path}' cannot be run: {reason}. Install conmon, or name another path in {nameof(YoukiRuntimeOptions.Monitor)}.")
            : path;
    }

    /// <summary>What the monitor says of its version; null where there is none.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        if (Resolve() is not { } path)
        {
            return null;
        }

        var result = await runner.CaptureAsync(new CommandLine { Program = path, Arguments = ["--version"], TimeLimit = options.Value.CommandTimeout }, cancellationToken).ConfigureAwait(false);
        return result.Stdout.Split('\n')[0].Trim();
    }
}
