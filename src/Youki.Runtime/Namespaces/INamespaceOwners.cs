using Youki.Runtime.Native;

namespace Youki.Runtime.Namespaces;

/// <summary>Knows the processes of other containers, whose namespaces one joins.</summary>
internal interface INamespaceOwners
{
    /// <summary>A container's first process and its host name; no process where it has none now. Null: there is no such container.</summary>
    Task<NamespaceOwner?> FindAsync(ContainerId id, CancellationToken cancellationToken);
}
