using Microsoft.Extensions.Options;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what attributes cannot say, and reports every problem at once.</summary>
internal sealed class OptionsValidator : IValidateOptions<YoukiRuntimeOptions>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, YoukiRuntimeOptions options)
    {
        var problems = new List<string>();
        CheckProgram(problems, nameof(options.Runtime), options.Runtime);
        CheckProgram(problems, nameof(options.Monitor), options.Monitor);
        CheckDirectory(problems, nameof(options.StateDirectory), options.StateDirectory);
        CheckDirectory(problems, nameof(options.BundleDirectory), options.BundleDirectory);
        CheckDirectory(problems, nameof(options.VolumeDirectory), options.VolumeDirectory);
        CheckVolumesApart(problems, options);
        CheckApart(problems, options);
        CheckCgroup(problems, options);
        CheckRange(problems, nameof(options.StopTimeout), options.StopTimeout, TimeSpan.Zero);
        CheckRange(problems, nameof(options.LockTimeout), options.LockTimeout, TimeSpan.Zero);
        CheckRange(problems, nameof(options.KillTimeout), options.KillTimeout, Second);
        CheckRange(problems, nameof(options.CommandTimeout), options.CommandTimeout, Second);
        CheckRange(problems, nameof(options.CreateTimeout), options.CreateTimeout, Second);
        ImageOptionsChecks.Check(options, problems);
        LogChecks.Check(options, problems);
        IdPoolChecks.Check(options.UserNamespaces, problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckProgram(List<string> problems, string name, string? value)
    {
        if (value is not null && (value.Contains('\0', StringComparison.Ordinal) || (value.Contains('/', StringComparison.Ordinal) && !Path.IsPathFullyQualified(value))))
        {
            problems.Add($"{name} '{value}' must be a name to look up in PATH, or an absolute path.");
        }
    }

    private static void CheckDirectory(List<string> problems, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (!Path.IsPathFullyQualified(value) || value.Contains('\0', StringComparison.Ordinal) || Path.GetFullPath(value) == "/")
        {
            problems.Add($"{name} '{value}' must be an absolute path, and not the root directory.");
        }
        else if (value.Contains(':', StringComparison.Ordinal))
        {
            // conmon takes the log's path apart at colons.
            problems.Add($"{name} '{value}' must not contain ':'.");
        }
    }

    private static void CheckApart(List<string> problems, YoukiRuntimeOptions options)
    {
        if (problems.Count > 0 || string.IsNullOrEmpty(options.StateDirectory) || string.IsNullOrEmpty(options.BundleDirectory))
        {
            return;
        }

        // Other runtimes keep their state in a directory of their name beside it.
        var bundles = WithSlash(options.BundleDirectory);
        foreach (var name in new[] { Path.GetFileName(Path.TrimEndingDirectorySeparator(options.StateDirectory)), "runc", "crun" })
        {
            var state = WithSlash(Path.Combine(options.StateDirectory, "..", name));
            if (state.StartsWith(bundles, StringComparison.Ordinal) || bundles.StartsWith(state, StringComparison.Ordinal))
            {
                problems.Add($"{nameof(options.StateDirectory)} '{state.TrimEnd('/')}' and {nameof(options.BundleDirectory)} '{options.BundleDirectory}' must not lie in each other.");
                return;
            }
        }
    }

    private static void CheckVolumesApart(List<string> problems, YoukiRuntimeOptions options)
    {
        foreach (var other in new[] { options.BundleDirectory, options.ImageDirectory, options.StateDirectory })
        {
            if (options.VolumeDirectory is { Length: > 0 } volumes && !string.IsNullOrEmpty(other)
                && (WithSlash(volumes).StartsWith(WithSlash(other), StringComparison.Ordinal) || WithSlash(other).StartsWith(WithSlash(volumes), StringComparison.Ordinal)))
            {
                problems.Add($"{nameof(options.VolumeDirectory)} '{volumes}' and '{other}' must not lie in each other.");
            }
        }
    }

    private static void CheckCgroup(List<string> problems, YoukiRuntimeOptions options)
    {
        var segments = options.CgroupParent?.Split('/') ?? [];
        if (options.CgroupParent is { Length: > 0 } path
            && (path[0] != '/' || segments.Any(segment => segment is "." or "..") || path.Any(character => char.IsControl(character) || character is ' ' or ':')))
        {
            problems.Add($"{nameof(options.CgroupParent)} '{path}' must be an absolute path without '.', '..', ':', spaces or control characters.");
        }
        else if (options.SystemdCgroup && !(segments.Length > 0 && segments[^1].EndsWith(".slice", StringComparison.Ordinal)))
        {
            problems.Add($"{nameof(options.CgroupParent)} '{options.CgroupParent}' must end with a slice, such as '/orchestrator.slice', where {nameof(options.SystemdCgroup)} is true.");
        }
    }

    private static void CheckRange(List<string> problems, string name, TimeSpan value, TimeSpan least)
    {
        if (value < least || value > Hour)
        {
            problems.Add($"{name} '{value}' must be from {least.TotalSeconds:0} s to 1 h.");
        }
    }

    private static string WithSlash(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + "/";
}
