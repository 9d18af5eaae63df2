using Youki.Runtime.Bundles;

namespace Youki.Runtime.Tests.Support;

/// <summary>Records with sane values.</summary>
internal static class Sample
{
    public static RuntimeIdentity Runtime { get; } = new()
    {
        Flavor = "youki",
        Path = "/usr/bin/youki",
        Version = "0.7.0",
        Root = "/run/orchestrator/youki",
        CgroupMode = "v2",
        SystemdCgroup = false,
    };

    public static ContainerRecord Record(string id = "web") => new()
    {
        SchemaVersion = 1,
        Id = ContainerId.Parse(id),
        NodeId = NodeId.Parse("node-1"),
        Config = new ContainerConfig { Image = "dir:/image", Command = ["/bin/true"], SchemaVersion = 1 },
        Runtime = Runtime,
        Monitor = "/usr/bin/conmon",
        CgroupPath = $"/orchestrator/{id}",
        CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Phase = ContainerPhase.Ready,
        Run = 1,
    };
}
