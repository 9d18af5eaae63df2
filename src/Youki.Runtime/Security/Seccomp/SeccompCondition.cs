namespace Youki.Runtime.Security.Seccomp;

/// <summary>Where a rule holds, or does not.</summary>
internal sealed record SeccompCondition
{
    /// <summary>Capabilities such as <c>CAP_SYS_ADMIN</c>. To include, the container must have all; any excludes.</summary>
    public IReadOnlyList<string>? Caps { get; init; }

    /// <summary>Processors by their names in Go, such as <c>amd64</c>; any of them.</summary>
    public IReadOnlyList<string>? Arches { get; init; }

    /// <summary>The kernel is this version or a later one, such as <c>4.8</c>.</summary>
    public string? MinKernel { get; init; }
}
