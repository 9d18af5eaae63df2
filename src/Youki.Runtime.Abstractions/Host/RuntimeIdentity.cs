namespace Youki.Runtime;

/// <summary>An OCI runtime binary as it was found on this host.</summary>
public sealed record RuntimeIdentity
{
    /// <summary><c>youki</c>, <c>runc</c> or <c>crun</c>, told from what <c>--version</c> prints.</summary>
    public required string Flavor { get; init; }

    /// <summary>The binary's absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Its version, such as <c>0.7.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The directory of its own state (<c>--root</c>).</summary>
    public required string Root { get; init; }

    /// <summary>How cgroups are mounted: <c>v2</c>, <c>hybrid</c> or <c>v1</c>.</summary>
    public required string CgroupMode { get; init; }

    /// <summary>Whether cgroups are made through systemd.</summary>
    public required bool SystemdCgroup { get; init; }
}
