using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what runs in a container: program, environment, working directory, user, how it is stopped.</summary>
internal static class ProcessChecks
{
    public static readonly TimeSpan MaxStopTimeout = TimeSpan.FromDays(1);

    public static IEnumerable<string> Of(ContainerConfig config) =>
        [.. CommandErrors(config), .. ListErrors(nameof(ContainerConfig.Command), config.Command), .. ListErrors(nameof(ContainerConfig.Args), config.Args),
         .. EnvironmentErrors(config.EnvVars), .. WorkingDirectoryErrors(config.WorkingDirectory), .. UserErrors(config.User), .. InputErrors(config), .. StopErrors(config)];

    /// <summary>The faults of a list's items.</summary>
    public static IEnumerable<string> ListErrors(string member, IReadOnlyList<string>? items)
    {
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            if (ArgumentFault(items![i]) is { } fault)
            {
                yield return $"{member}[{i}]: {fault}.";
            }
        }
    }

    private static IEnumerable<string> InputErrors(ContainerConfig config)
    {
        if (config.StdinOnce is not null && config.OpenStdin != true)
        {
            yield return "StdinOnce: there is no standard input to close; set OpenStdin, or leave this out.";
        }

        if (config.StdinOnce == true && config.Terminal == true)
        {
            yield return "StdinOnce: the input of a terminal is not closed; leave this out. The process reads end-of-file when ctrl-D is sent.";
        }
    }

    private static IEnumerable<string> CommandErrors(ContainerConfig config)
    {
        if (config.Command is { Count: > 0 } command)
        {
            if (command[0] is "")
            {
                yield return "Command[0]: the program's name may not be empty.";
            }
        }
        else if (IdentityChecks.HasNoCommand(config.Image))
        {
            yield return "Command: give the program to run; a directory has no entrypoint of its own.";
        }
    }

    public static IEnumerable<string> EnvironmentErrors(IReadOnlyDictionary<string, string>? variables)
    {
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            var nameFault = name switch
            {
                "" => "a name may not be empty",
                _ when name.Contains('=') => "a name may not hold '='",
                _ => Fault(name) is { } fault ? $"the name is not valid: {fault}" : null,
            };
            if (nameFault is not null)
            {
                yield return $"EnvVars[{Quote(name)}]: {nameFault}.";
            }

            // Values are secrets: never part of a message.
            if ((Fault(value) ?? ArgumentFault($"{name}={value}")) is { } valueFault && Fault(name) is null)
            {
                yield return $"EnvVars[{Quote(name)}]: the value is not valid: {valueFault}.";
            }
        }
    }

    public static IEnumerable<string> WorkingDirectoryErrors(string? path)
    {
        if (path is null)
        {
            yield break;
        }

        if (Fault(path) is { } fault)
        {
            yield return $"WorkingDirectory: {fault}.";
        }
        else if (!ContainerPath.IsAbsolute(path))
        {
            yield return $"WorkingDirectory: {Quote(path)} is not absolute.";
        }
        else if (ContainerPath.IsInProc(path))
        {
            yield return $"WorkingDirectory: {Quote(path)} is in /proc, from where a process could leave the container (CVE-2024-21626).";
        }
    }

    public static IEnumerable<string> UserErrors(string? user)
    {
        if (user is not null && !UserRule.IsValid(user))
        {
            yield return $"User: {Quote(user)} is not valid: {UserRule.Description}.";
        }
    }

    private static IEnumerable<string> StopErrors(ContainerConfig config)
    {
        if (config.StopSignal == default(Signal))
        {
            yield return "StopSignal: default is no signal; use Signal.Term or Signal.Parse.";
        }

        if (config.StopTimeout < TimeSpan.Zero || config.StopTimeout > MaxStopTimeout)
        {
            yield return $"StopTimeout: {config.StopTimeout} is not between zero and {MaxStopTimeout.TotalHours:0} hours.";
        }
    }
}
