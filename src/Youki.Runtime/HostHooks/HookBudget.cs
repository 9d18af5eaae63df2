namespace Youki.Runtime.HostHooks;

/// <summary>How long hooks may take, so that the runtime ends one that hangs before this library gives the runtime up.</summary>
internal sealed record HookBudget(TimeSpan Create, TimeSpan Command)
{
    /// <summary>The part of a time limit that is left to hooks.</summary>
    private const double HooksPart = 0.8;

    /// <summary>runc 1.1 runs those of poststart while it makes the container, youki as a part of its start: they need to fit in either.</summary>
    private static readonly HookKind[] InCreate = [HookKind.Prestart, HookKind.CreateRuntime, HookKind.CreateContainer, HookKind.Poststart];

    /// <summary>The seconds of a hook that says none: an equal share of what the others leave.</summary>
    public int SecondsOf(ContainerHooks hooks, HookKind kind, ContainerHook hook)
    {
        if (hook.Timeout is { } said)
        {
            return Whole(said);
        }

        var (together, limit) = Phase(hooks, kind);
        var left = (limit * HooksPart) - Said(together);
        return Math.Max(1, (int)(left.TotalSeconds / together.Count(each => each.Timeout is null)));
    }

    /// <summary>Why the hooks do not fit into the time that there is; null: they do.</summary>
    public string? FaultOf(ContainerHooks hooks)
    {
        foreach (var kind in HookKind.All.Where(kind => kind.Of(hooks) is { Count: > 0 }))
        {
            var (together, limit) = Phase(hooks, kind);
            if (Said(together) + TimeSpan.FromSeconds(together.Count(hook => hook.Timeout is null)) > limit * HooksPart)
            {
                return $"{kind.Name}: the time limits of hooks that are run in one go may be {(limit * HooksPart).TotalSeconds:0.#} s together, and are {Said(together).TotalSeconds:0.#} s. "
                    + "Shorten them, or raise YoukiRuntimeOptions.CreateTimeout (CommandTimeout for Poststart, StartContainer and Poststop)";
            }
        }

        return null;
    }

    private (IReadOnlyList<ContainerHook> Together, TimeSpan Limit) Phase(ContainerHooks hooks, HookKind kind)
    {
        if (kind == HookKind.Poststart || kind == HookKind.StartContainer || kind == HookKind.Poststop)
        {
            return (kind.Of(hooks) ?? [], Command < Create ? Command : Create);
        }

        return ([.. InCreate.SelectMany(each => each.Of(hooks) ?? [])], Create);
    }

    private static TimeSpan Said(IReadOnlyList<ContainerHook> hooks) => TimeSpan.FromSeconds(hooks.Sum(hook => hook.Timeout is { } said ? Whole(said) : 0));

    private static int Whole(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
