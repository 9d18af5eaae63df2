using Youki.Runtime.Specs;

namespace Youki.Runtime;

/// <summary>
/// The user namespace of a container. In it, root is an ordinary id of the host: what breaks out of the container has no rights there, and capabilities
/// hold only for what belongs to the namespace. Source: user_namespaces(7).
/// </summary>
public sealed record UserNamespaceConfig
{
    /// <summary>How it comes by its ids. Null: <see cref="UserNamespaceMode.Explicit"/> where mappings are given, else <see cref="UserNamespaceMode.Automatic"/>.</summary>
    public UserNamespaceMode? Mode { get; init; }

    /// <summary>How many ids an automatic one has, from 0 on. Null: 65,536.</summary>
    public uint? Size { get; init; }

    /// <summary>The ranges of user ids of an explicit one; they must hold the container's id 0. Null: those of <see cref="GidMappings"/>.</summary>
    public IReadOnlyList<LinuxIdMapping>? UidMappings { get; init; }

    /// <summary>The ranges of group ids of an explicit one; they must hold the container's id 0. Null: those of <see cref="UidMappings"/>.</summary>
    public IReadOnlyList<LinuxIdMapping>? GidMappings { get; init; }
}
