namespace Youki.Runtime.Tool.Sessions;

/// <summary>Finds the containers whose namespaces a new one is to join: people name them as everywhere else.</summary>
internal static class JoinedContainers
{
    /// <exception cref="ToolException">There is no such container, or more than one.</exception>
    public static async Task<NamespaceConfig?> FindAsync(ToolSession session, NamespaceConfig? namespaces, CancellationToken cancellationToken) => namespaces is null ? null : namespaces with
    {
        Network = await FindAsync(session, namespaces.Network, cancellationToken),
        Pid = await FindAsync(session, namespaces.Pid, cancellationToken),
        Ipc = await FindAsync(session, namespaces.Ipc, cancellationToken),
        Uts = await FindAsync(session, namespaces.Uts, cancellationToken),
        Cgroup = await FindAsync(session, namespaces.Cgroup, cancellationToken),
        Time = await FindAsync(session, namespaces.Time, cancellationToken),
    };

    private static async Task<NamespaceMode?> FindAsync(ToolSession session, NamespaceMode? mode, CancellationToken cancellationToken) =>
        mode?.Container is { } reference ? NamespaceMode.OfContainer((await session.Finder.FindAsync(reference.Value, cancellationToken)).Id) : mode;
}
