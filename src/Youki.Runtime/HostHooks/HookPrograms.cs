using Youki.Runtime.Execution;

namespace Youki.Runtime.HostHooks;

/// <summary>Refuses hooks that could not be run, or that anybody could change: they run with this process's power.</summary>
internal static class HookPrograms
{
    private const UnixFileMode Foreign = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <exception cref="HostResourceException">A program cannot be run, or others than its owner may write to it.</exception>
    /// <exception cref="FeatureNotSupportedException">The time limits do not fit into those of the making or starting.</exception>
    public static void Require(ContainerConfig config, HookBudget budget, ContainerId id)
    {
        if (config.Hooks is not { } hooks)
        {
            return;
        }

        if (budget.FaultOf(hooks) is { } tooLong)
        {
            throw new FeatureNotSupportedException($"{nameof(ContainerConfig)}.{nameof(ContainerConfig.Hooks)}.{tooLong.Split(':')[0]}", $"{tooLong.Split(": ", 2)[1]}.") { ContainerId = id };
        }

        foreach (var (kind, place, hook) in HookKind.Each(hooks).Where(each => each.Kind.OnHost))
        {
            if (FaultOf(hook.Path) is { } fault)
            {
                throw new HostResourceException(HooksProvider.ResourceKind, $"Container {id} cannot be made: its hook {kind.Name}[{place}], '{hook.Path}', cannot be run: {fault}.") { ContainerId = id };
            }
        }
    }

    private static string? FaultOf(string path) => ProgramFinder.WhyNot(path)
        ?? ((File.GetUnixFileMode(path) & Foreign) != 0 ? "others than its owner may write to it, and it would run with this process's power" : null);
}
