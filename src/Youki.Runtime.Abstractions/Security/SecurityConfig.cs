namespace Youki.Runtime;

/// <summary>What the processes of a container may do. Null everywhere: not said, and the default holds.</summary>
public sealed partial record SecurityConfig
{
    /// <summary>Changes of the capabilities that a container has. Null: none.</summary>
    public CapabilityConfig? Capabilities { get; init; }

    /// <summary>Whether no process can gain privileges by execve(2), as through set-user-id programs and file capabilities. Null: true, and false where the container is privileged.</summary>
    public bool? NoNewPrivileges { get; init; }

    /// <summary>Absolute paths inside the container that cannot be read, instead of the default ones. Empty: none. Null: the default ones; none where the container is privileged.</summary>
    public IReadOnlyList<string>? MaskedPaths { get; init; }

    /// <summary>Paths that cannot be read, beside those.</summary>
    public IReadOnlyList<string>? AdditionalMaskedPaths { get; init; }

    /// <summary>Absolute paths inside the container that cannot be written, instead of the default ones. Empty: none. Null: the default ones; none where the container is privileged.</summary>
    public IReadOnlyList<string>? ReadonlyPaths { get; init; }

    /// <summary>Paths that cannot be written, beside those.</summary>
    public IReadOnlyList<string>? AdditionalReadonlyPaths { get; init; }

    /// <summary>
    /// The name of an AppArmor profile that is loaded on the host, or <c>unconfined</c>. Null: this library's own profile where the host can load it, else none; none where the
    /// container is privileged.
    /// </summary>
    public string? AppArmorProfile { get; init; }

    /// <summary>The SELinux labels. Null: none are set.</summary>
    public SelinuxConfig? Selinux { get; init; }
}
