namespace Youki.Runtime.Tool.Sessions;

/// <summary>Finds the container that a person means.</summary>
internal sealed class ContainerFinder(IContainerRuntime containers, NodeId node)
{
    /// <exception cref="ToolException">There is none, or more than one.</exception>
    public async Task<ContainerStatus> FindAsync(string reference, CancellationToken cancellationToken) =>
        await FindOrNullAsync(reference, cancellationToken) ?? throw new ToolException($"there is no container '{reference}'. See 'youkictl ps -a'.");

    /// <exception cref="ToolException">There is more than one.</exception>
    public async Task<ContainerStatus?> FindOrNullAsync(string reference, CancellationToken cancellationToken)
    {
        if (await ByIdAsync(reference, cancellationToken) is { } exact)
        {
            return exact;
        }

        var all = await containers.ListContainersAsync(node, cancellationToken: cancellationToken);
        return Only(reference, "name", [.. all.Where(status => status.Name == reference)])
            ?? Only(reference, "short id", [.. all.Where(status => ContainerReference.IsShortFor(reference, status.Id))]);
    }

    /// <summary>Refuses a name that another container has.</summary>
    public async Task CheckNameIsFreeAsync(string name, ContainerId? except, CancellationToken cancellationToken)
    {
        var holders = await containers.ListContainersAsync(node, new ContainerFilter { Name = name }, cancellationToken);
        if (holders.FirstOrDefault(status => status.Id != except) is { } holder)
        {
            throw new ToolException($"the name '{name}' is taken by container {holder.Id}. Remove that one ('youkictl rm {name}') or choose another name.");
        }
    }

    // A whole id is known on every node.
    private async Task<ContainerStatus?> ByIdAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return ContainerId.TryParse(reference, out var id) ? await containers.GetContainerStatusAsync(id, cancellationToken) : null;
        }
        catch (ContainerNotFoundException)
        {
            return null;
        }
    }

    private static ContainerStatus? Only(string reference, string kind, IReadOnlyList<ContainerStatus> found) => found switch
    {
        [] => null,
        [var only] => only,
        _ => throw new ToolException($"'{reference}' is the {kind} of {found.Count} containers: {string.Join(", ", found.Select(status => status.Id))}. Give more of the id."),
    };
}
