namespace Youki.Runtime.Cgroups;

/// <summary>How this host mounts its cgroups. Source: cgroups(7).</summary>
internal enum CgroupMode
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Version 1 only.</summary>
    V1,

    /// <summary>Version 1, with version 2 at <c>unified</c>; runtimes use version 1.</summary>
    Hybrid,

    /// <summary>Version 2 only.</summary>
    V2,
}
