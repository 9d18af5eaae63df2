namespace Youki.Runtime.Tool.Sessions;

/// <summary>Finds the pod that a person means: by its id, its name, or the beginning of its id.</summary>
internal sealed class PodReferences(IPodRuntime pods, NodeId node)
{
    private const string DefaultPrefix = "pod-";

    /// <exception cref="ToolException">There is none, or more than one.</exception>
    public async Task<PodStatus> FindAsync(string reference, CancellationToken cancellationToken) =>
        await FindOrNullAsync(reference, cancellationToken) ?? throw new ToolException($"there is no pod '{reference}'. See 'youkictl pod ls'.");

    /// <exception cref="ToolException">There is more than one.</exception>
    public async Task<PodStatus?> FindOrNullAsync(string reference, CancellationToken cancellationToken)
    {
        var all = await pods.ListPodsAsync(node, cancellationToken: cancellationToken);
        return all.FirstOrDefault(pod => pod.Id.Value == reference)
            ?? Only(reference, "name", [.. all.Where(pod => pod.Name == reference)])
            ?? Only(reference, "short id", [.. all.Where(pod => pod.Id.Value.StartsWith(reference, StringComparison.Ordinal) || pod.Id.Value.StartsWith(DefaultPrefix + reference, StringComparison.Ordinal))]);
    }

    /// <summary>Refuses a name that another pod has.</summary>
    public async Task CheckNameIsFreeAsync(string name, CancellationToken cancellationToken)
    {
        if (await pods.ListPodsAsync(node, new PodFilter { Name = name }, cancellationToken) is [var holder, ..])
        {
            throw new ToolException($"the name '{name}' is taken by pod {holder.Id}. Remove that one ('youkictl pod rm {name}') or choose another name.");
        }
    }

    private static PodStatus? Only(string reference, string kind, IReadOnlyList<PodStatus> found) => found switch
    {
        [] => null,
        [var only] => only,
        _ => throw new ToolException($"'{reference}' is the {kind} of {found.Count} pods: {string.Join(", ", found.Select(status => status.Id))}. Give more of the id."),
    };
}
