namespace Youki.Runtime.Node;

/// <summary>Something that the owner of a node does for as long as it is the owner.</summary>
/// <param name="Name">For people.</param>
/// <param name="Run">Does it until the token is cancelled. Where it throws it is begun again after a while.</param>
internal sealed record NodeTask(string Name, Func<NodeId, CancellationToken, Task> Run);
