namespace Youki.Runtime.Cgroups;

/// <summary>One hierarchy of cgroups.</summary>
/// <param name="Name">As in /proc/PID/cgroup: its controllers, <c>name=systemd</c>, or empty for version 2.</param>
/// <param name="Directory">Where it is mounted.</param>
internal sealed record ServiceHierarchy(string Name, string Directory);
