namespace Youki.Runtime;

/// <summary>Tells what this host can do for containers, and what is missing.</summary>
public interface IHostInspector
{
    /// <summary>Looks at the host. What is missing is told in the report, not thrown.</summary>
    Task<HostReport> InspectHostAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells what the node has of processors, memory and disk, and what its containers reserve of it.</summary>
    Task<NodeResources> GetNodeResourcesAsync(CancellationToken cancellationToken = default);
}
