using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks hooks.</summary>
internal static class HookChecks
{
    private const int MaxHooks = 64;

    public static IEnumerable<string> Of(ContainerConfig config) => config.Hooks is not { } hooks ? [] :
    [
        .. Errors(nameof(hooks.Prestart), hooks.Prestart), .. Errors(nameof(hooks.CreateRuntime), hooks.CreateRuntime), .. Errors(nameof(hooks.CreateContainer), hooks.CreateContainer),
        .. Errors(nameof(hooks.StartContainer), hooks.StartContainer), .. Errors(nameof(hooks.Poststart), hooks.Poststart), .. Errors(nameof(hooks.Poststop), hooks.Poststop),
    ];

    private static IEnumerable<string> Errors(string kind, IReadOnlyList<ContainerHook>? hooks)
    {
        if (hooks?.Count > MaxHooks)
        {
            yield return $"Hooks.{kind}: there are more than {MaxHooks}.";
        }

        for (var i = 0; i < (hooks?.Count ?? 0); i++)
        {
            foreach (var error in ErrorsOf(hooks![i]))
            {
                yield return $"Hooks.{kind}[{i}].{error}";
            }
        }
    }

    private static IEnumerable<string> ErrorsOf(ContainerHook? hook)
    {
        if (hook is null || KeyFault(hook.Path) is not null || !ContainerPath.IsAbsolute(hook.Path))
        {
            yield return $"Path: {Quote(hook?.Path ?? "")} is not an absolute path.";
        }

        foreach (var error in ProcessChecks.ListErrors(nameof(hook.Args), hook?.Args).Concat(ProcessChecks.EnvironmentErrors(hook?.EnvVars)))
        {
            yield return error;
        }

        if (hook?.Timeout < TimeSpan.FromSeconds(1) || hook?.Timeout > TimeSpan.FromHours(1))
        {
            yield return $"Timeout: {hook!.Timeout} is not between a second and an hour.";
        }
    }
}
