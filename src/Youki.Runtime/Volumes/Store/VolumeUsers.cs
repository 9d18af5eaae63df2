namespace Youki.Runtime.Volumes.Store;

/// <summary>Which containers use a volume by their records: the one truth, since a container keeps its volumes while it is stopped too.</summary>
/// <param name="name">The volume.</param>
internal delegate IReadOnlyList<ContainerId> VolumeUsers(string name);
