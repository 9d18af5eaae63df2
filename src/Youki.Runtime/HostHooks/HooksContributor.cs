using Youki.Runtime.Specs;

namespace Youki.Runtime.HostHooks;

/// <summary>The hooks that the configuration asks for, each with an environment and a time limit that are said.</summary>
internal sealed class HooksContributor(HookBudget budget) : ISpecContributor
{
    private const string SearchPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs) => inputs.Config.Hooks is not { } hooks ? null : new()
    {
        Hooks = new Hooks
        {
            Prestart = Of(inputs, hooks, HookKind.Prestart),
            CreateRuntime = Of(inputs, hooks, HookKind.CreateRuntime),
            CreateContainer = Of(inputs, hooks, HookKind.CreateContainer),
            StartContainer = Of(inputs, hooks, HookKind.StartContainer),
            Poststart = Of(inputs, hooks, HookKind.Poststart),
            Poststop = Of(inputs, hooks, HookKind.Poststop),
        },
    };

    private Hook[]? Of(SpecInputs inputs, ContainerHooks hooks, HookKind kind) =>
        kind.Of(hooks) is { Count: > 0 } list ? [.. list.Select((hook, place) => Of(inputs, hooks, kind, hook, place))] : null;

    private Hook Of(SpecInputs inputs, ContainerHooks hooks, HookKind kind, ContainerHook hook, int place)
    {
        var setsid = inputs.Resources.GetValueOrDefault(HooksProvider.ResourceKind)?.GetValueOrDefault(HooksProvider.SetsidKey);
        return new Hook
        {
            Path = kind.OnHost ? HookScript.Shell : hook.Path,
            Args = kind.OnHost ? HookScript.Arguments(HooksLayout.Output(inputs.BundlePath, kind, place), setsid, hook) : [hook.Path, .. hook.Args ?? []],

            // Never left out: runc and crun would pass on their own (CVE-2025-23266 shows what comes of a hook with a foreign environment).
            Env = hook.EnvVars is { } variables ? [.. variables.Select(variable => $"{variable.Key}={variable.Value}")] : [SearchPath],
            Timeout = budget.SecondsOf(hooks, kind, hook),
        };
    }
}
