namespace Youki.Runtime;

public sealed partial record ContainerConfig
{
    /// <summary>
    /// Takes away what keeps the container from the host, as docker's <c>--privileged</c> does: it has all capabilities and devices of the host process, no masked or read-only
    /// kernel files, a writable <c>/sys</c> and cgroups, no seccomp filter and no AppArmor profile. Root in it is root of the host. What <see cref="Security"/> says goes before it.
    /// Null: false.
    /// </summary>
    public bool? Privileged { get; init; }

    /// <summary>What its processes may do. Null: as docker's containers, and no new privileges.</summary>
    public SecurityConfig? Security { get; init; }
}
