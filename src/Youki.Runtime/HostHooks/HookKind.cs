namespace Youki.Runtime.HostHooks;

/// <summary>A point of a container's life at which hooks are run.</summary>
/// <param name="Name">The member of <see cref="ContainerHooks"/>.</param>
/// <param name="Of">Its hooks.</param>
/// <param name="OnHost">Whether its programs are the host's.</param>
/// <param name="HasHostPids">Whether they run in the host's PID namespace.</param>
internal sealed record HookKind(string Name, Func<ContainerHooks, IReadOnlyList<ContainerHook>?> Of, bool OnHost = true, bool HasHostPids = true)
{
    public static HookKind Prestart { get; } = new(nameof(ContainerHooks.Prestart), hooks => hooks.Prestart);

    public static HookKind CreateRuntime { get; } = new(nameof(ContainerHooks.CreateRuntime), hooks => hooks.CreateRuntime);

    public static HookKind CreateContainer { get; } = new(nameof(ContainerHooks.CreateContainer), hooks => hooks.CreateContainer, HasHostPids: false);

    public static HookKind StartContainer { get; } = new(nameof(ContainerHooks.StartContainer), hooks => hooks.StartContainer, OnHost: false, HasHostPids: false);

    public static HookKind Poststart { get; } = new(nameof(ContainerHooks.Poststart), hooks => hooks.Poststart);

    public static HookKind Poststop { get; } = new(nameof(ContainerHooks.Poststop), hooks => hooks.Poststop);

    /// <summary>All, in the order in which they are run.</summary>
    public static IReadOnlyList<HookKind> All { get; } = [Prestart, CreateRuntime, CreateContainer, StartContainer, Poststart, Poststop];

    /// <summary>All hooks of a container with their places, in the order in which they are run.</summary>
    public static IEnumerable<(HookKind Kind, int Place, ContainerHook Hook)> Each(ContainerHooks? hooks) =>
        hooks is null ? [] : All.SelectMany(kind => (kind.Of(hooks) ?? []).Select((hook, place) => (kind, place, hook)));
}
