namespace Youki.Runtime;

/// <summary>
/// The SELinux labels of a container: <c>user:role:type:level</c> of its processes and <c>user:object_r:type:level</c> of its files. Null: the parts that container-selinux gives,
/// <c>system_u:system_r:container_t:s0</c> and <c>container_file_t</c>. Needs a host with SELinux and a runtime that applies labels.
/// </summary>
public sealed record SelinuxConfig
{
    /// <summary>Sets no labels, which is what a container without this record has. The other members are null then.</summary>
    public bool? Disable { get; init; }

    /// <summary>The SELinux user, such as <c>system_u</c>.</summary>
    public string? User { get; init; }

    /// <summary>The role of its processes, such as <c>system_r</c>.</summary>
    public string? Role { get; init; }

    /// <summary>The type of its processes, such as <c>container_t</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The level of both, such as <c>s0:c100,c200</c>.</summary>
    public string? Level { get; init; }

    /// <summary>The type of its files, such as <c>container_file_t</c>.</summary>
    public string? FileType { get; init; }
}
