namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Records with sane values.</summary>
internal static class A
{
    public static RuntimeIdentity Runtime() => new()
    {
        Flavor = "youki",
        Path = "/usr/bin/youki",
        Version = "0.7.0",
        Root = "/run/youki",
        CgroupMode = "v2",
        SystemdCgroup = false,
    };

    public static ContainerStatus Status(ContainerState state = ContainerState.Running) => new()
    {
        Id = ContainerId.Parse("container-0193a5b2-1c3d-7000-8000-000000000001"),
        NodeId = NodeId.Parse("local"),
        Image = "dir:/srv/rootfs",
        State = state,
        Run = 1,
        CreatedAt = FakeRuntime.Now.AddHours(-3),
        StartedAt = FakeRuntime.Now.AddMinutes(-3),
    };
}
