namespace Youki.Runtime.Node;

/// <summary>All that the owner of a node does.</summary>
internal sealed record NodeDuties(IReadOnlyList<NodeChore> Chores, IReadOnlyList<NodeTask> Tasks);
