namespace Youki.Runtime;

/// <summary>Who a process runs as, in numbers.</summary>
public sealed record ContainerUser
{
    /// <summary>User id inside the container.</summary>
    public required uint Uid { get; init; }

    /// <summary>Group id inside the container.</summary>
    public required uint Gid { get; init; }

    /// <summary>Supplementary groups from the image's group file.</summary>
    public required IReadOnlyList<uint> AdditionalGids { get; init; }

    /// <summary>Home directory from the image's passwd file, else <c>/root</c> for uid 0 and <c>/</c> for others.</summary>
    public required string Home { get; init; }
}
