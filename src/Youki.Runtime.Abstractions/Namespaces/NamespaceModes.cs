namespace Youki.Runtime;

/// <summary>What a container's configuration and its pod say of each namespace.</summary>
internal static class NamespaceModes
{
    // As in the OCI runtime-spec.
    public const string Network = "network";
    public const string Pid = "pid";
    public const string Ipc = "ipc";
    public const string Uts = "uts";
    public const string Mount = "mount";
    public const string Cgroup = "cgroup";
    public const string Time = "time";

    /// <summary>Those that a container may share.</summary>
    public static IReadOnlyList<string> Shareable { get; } = [Network, Pid, Ipc, Uts, Cgroup, Time];

    /// <summary>What the configuration says. Null: nothing.</summary>
    public static NamespaceMode? Said(ContainerConfig config, string type) => type switch
    {
        Network => config.Namespaces?.Network,
        Pid => config.Namespaces?.Pid,
        Ipc => config.Namespaces?.Ipc,
        Uts => config.Namespaces?.Uts,
        Mount => config.Namespaces?.Mount,
        Cgroup => config.Namespaces?.Cgroup,
        Time => config.Namespaces?.Time ?? (config.TimeOffsets is null ? null : NamespaceMode.Private),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such namespace."),
    };

    /// <summary>Whether it has none of its own and joins none.</summary>
    public static bool IsHost(SpecInputs inputs, string type) => Said(inputs.Config, type) is { } said
        ? said == NamespaceMode.Host
        : type == Time || (type == Cgroup && !inputs.Host.HasCgroupNamespace);

    /// <summary>Whether it is the pod's.</summary>
    public static bool IsOfPod(SpecInputs inputs, string type) => Said(inputs.Config, type) is null && inputs.Pod is { } pod && PodHas(inputs, pod, type);

    /// <summary>Whether the container has one that nobody else is in when it starts.</summary>
    public static bool IsOwn(SpecInputs inputs, string type) => Said(inputs.Config, type) is { } said ? said == NamespaceMode.Private : !IsHost(inputs, type) && !IsOfPod(inputs, type);

    private static bool PodHas(SpecInputs inputs, PodFacts pod, string type) => type == Pid ? pod.InitContainerId is { } init && init != inputs.ContainerId : pod.Namespaces.ContainsKey(type);
}
