using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class NamespaceChecksTests
{
    private static readonly ContainerConfig Config = new() { Image = "dir:/srv/rootfs", Command = ["/bin/true"] };

    public static TheoryData<ContainerConfig, string> Wrong => new()
    {
        { Config with { Namespaces = new() { Pid = default(NamespaceMode) } }, "Namespaces.Pid" },
        { Config with { Namespaces = new() { Mount = NamespaceMode.Host } }, "Namespaces.Mount" },
        { Config with { Namespaces = new() { Mount = NamespaceMode.OfPath("/proc/1/ns/mnt") } }, "Namespaces.Mount" },
        { Config with { Hostname = "web", Namespaces = new() { Uts = NamespaceMode.Host } }, "Hostname" },
        { Config with { Domainname = "example.org", Namespaces = new() { Uts = NamespaceMode.OfPath("/run/ns") } }, "Domainname" },
        { Config with { Domainname = "a\nb" }, "Domainname" },
        { Config with { Domainname = new string('a', 65) }, "Domainname" },
        { Config with { ShmSizeBytes = 0 }, "ShmSizeBytes" },
        { Config with { ShmSizeBytes = -1 }, "ShmSizeBytes" },
        { Config with { ShmSizeBytes = 1 << 20, Namespaces = new() { Ipc = NamespaceMode.Host } }, "ShmSizeBytes" },
        { Config with { TimeOffsets = new() { Boottime = TimeSpan.FromDays(1) }, Namespaces = new() { Time = NamespaceMode.Host } }, "TimeOffsets" },
        { Config with { TimeOffsets = new() { Boottime = TimeSpan.MaxValue } }, "TimeOffsets.Boottime" },
        { Config with { Init = true, Namespaces = new() { Pid = NamespaceMode.Host } }, "Init" },
        { Config with { Sysctls = Sysctl("kernel.panic") }, "Sysctls['kernel.panic']" },
        { Config with { Sysctls = Sysctl("kernel.hostname") }, "use Hostname" },
        { Config with { Sysctls = Sysctl("net..ipv4") }, "it is no parameter" },
        { Config with { Sysctls = Sysctl("net/../kernel/panic") }, "it is no parameter" },
        { Config with { Sysctls = Sysctl("net.core.somaxconn", "1\nkernel.panic=1") }, "control characters" },
        { Config with { Sysctls = Sysctl("net.core.somaxconn"), Namespaces = new() { Network = NamespaceMode.Host } }, "Namespaces.Network host" },
        { Config with { Sysctls = Sysctl("kernel.msgmax"), Namespaces = new() { Ipc = NamespaceMode.Parse("container:a") } }, "Namespaces.Ipc container:a" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Namespaces_that_make_no_sense_are_refused(ContainerConfig config, string text) =>
        NamespaceChecks.Of(config).Should().ContainSingle().Which.Should().Contain(text);

    [Fact]
    public void Namespaces_of_all_kinds_are_taken() => NamespaceChecks.Of(Config with
    {
        Namespaces = new() { Network = NamespaceMode.Host, Ipc = NamespaceMode.OfPath("/run/ipc"), Pid = NamespaceMode.Private, Uts = NamespaceMode.Private, Mount = NamespaceMode.Private },
        Sysctls = Sysctl("fs.mqueue.msg_max"),
        Hostname = "web",
        Domainname = "example.org",
        ShmSizeBytes = 1 << 20,
        TimeOffsets = new() { Monotonic = TimeSpan.FromSeconds(-1.5) },
        Init = true,
    }).Should().ContainSingle().Which.Should().Contain("Namespaces.Ipc ns:/run/ipc", "only that parameter is another one's");

    private static Dictionary<string, string> Sysctl(string name, string value = "1") => new() { [name] = value };
}
