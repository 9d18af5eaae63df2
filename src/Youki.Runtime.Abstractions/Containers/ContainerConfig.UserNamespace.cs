namespace Youki.Runtime;

public sealed partial record ContainerConfig
{
    /// <summary>Which ids of the host the container's users and groups are. Null: the same; it has no user namespace of its own.</summary>
    public UserNamespaceConfig? UserNamespace { get; init; }
}
