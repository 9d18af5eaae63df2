using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Security;

/// <summary>Capabilities and new privileges as a container's process has them, and what it can do with them.</summary>
public sealed class CapabilityTests
{
    private const ulong Chown = 1;
    private const ulong Kill = 1 << 5;
    private const ulong NetAdmin = 1 << 12;

    private static readonly ulong Host = ulong.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("CapBnd")).Split('\t')[1], NumberStyles.HexNumber);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Capabilities_that_are_all_dropped_but_some_are_these(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("cat /proc/self/status; touch /tmp/f; chown 1 /tmp/f && echo chowned; mkdir /tmp/d; mount -t tmpfs none /tmp/d && echo mounted; ip link set lo down && echo linked")
            with { Security = new() { Capabilities = new() { Drop = ["ALL"], Add = ["net_admin"] } } };

        var (_, output, _) = await node.RunAsync(config);

        var status = Status(output);
        status.Should().Contain(new Dictionary<string, string> { ["CapEff"] = Hex(NetAdmin), ["CapBnd"] = Hex(NetAdmin), ["CapPrm"] = Hex(NetAdmin), ["CapAmb"] = Hex(0), ["NoNewPrivs"] = "1" });
        output.Should().Contain("linked").And.NotContain("chowned").And.NotContain("mounted");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Capabilities_that_are_ambient_work_for_another_user(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("cat /proc/self/status; touch /dev/shm/f; chown 2 /dev/shm/f && echo chowned")
            with { User = "web", Security = new() { Capabilities = new() { Drop = ["KILL"], Ambient = ["CHOWN"] } } };

        var (_, output, _) = await node.RunAsync(config);

        var status = Status(output);
        status.Should().Contain(new Dictionary<string, string> { ["CapAmb"] = Hex(Chown), ["CapEff"] = Hex(Chown), ["CapInh"] = Hex(Chown) });
        (ulong.Parse(status["CapBnd"], NumberStyles.HexNumber) & Kill).Should().Be(0);
        output.Should().Contain("chowned");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task New_privileges_can_be_allowed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, _) = await node.RunAsync(TestNode.Config("/bin/cat", "/proc/self/status") with { User = "web", Security = new() { NoNewPrivileges = false } });

        Status(output)["NoNewPrivs"].Should().Be("0");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Capability_that_the_host_lacks_is_refused_by_name_before_anything_is_made(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var missing = CapabilityName.Known.Where((_, number) => (Host & (1UL << number)) == 0).FirstOrDefault();
        Assert.SkipUnless(missing is not null, "this process has every capability");

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Security = new() { Capabilities = new() { Add = [missing!] } } });

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Message.Should().Contain(missing);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Privileged_container_may_all_that_the_host_process_may(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        const string Script = "cat /proc/self/status; head -c 1 /proc/interrupts >/dev/null && [ -s /proc/interrupts -o -n \"$(head -1 /proc/interrupts)\" ] && echo interrupts; "
            + "cat /proc/sys/kernel/domainname >/tmp/d; cat /tmp/d >/proc/sys/kernel/domainname && echo sysctl; mkdir /tmp/m; mount -t tmpfs none /tmp/m && echo mounted; "
            + "grep -E ' /(sys|sys/fs/cgroup) ' /proc/mounts | grep -E ' ro,' >/tmp/ro; [ -s /tmp/ro ] || echo writable; cat /tmp/ro";

        var (_, output, error) = await node.RunAsync(TestNode.Shell(Script) with { Privileged = true });

        Status(output).Should().Contain(new Dictionary<string, string> { ["CapEff"] = Hex(Host), ["CapBnd"] = Hex(Host), ["NoNewPrivs"] = "0" });
        output.Should().EndWith("interrupts\nsysctl\nmounted\nwritable\n", error);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Paths_can_be_masked_and_made_read_only_beside_the_default_ones(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("cat /etc/passwd; ls -A /proc/asound 2>/dev/null; touch /etc/x && echo touched; head -c 1 /proc/interrupts; (: >/proc/sys/kernel/domainname) && echo opened; echo end")
            with { Security = new() { AdditionalMaskedPaths = ["/etc/passwd"], AdditionalReadonlyPaths = ["/etc"] } };

        var (_, output, _) = await node.RunAsync(config);

        output.Should().Be("end\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Paths_of_the_kernel_can_be_shown(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, _) = await node.RunAsync(TestNode.Shell("head -1 /proc/interrupts | wc -l; [ -w /proc/sys/kernel/domainname ] && echo writable")
            with { Security = new() { MaskedPaths = [], ReadonlyPaths = [] } });

        output.Should().Be("1\nwritable\n");
    }

    private static string Hex(ulong capabilities) => capabilities.ToString("x16");

    private static Dictionary<string, string> Status(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(":\t")).Where(parts => parts.Length > 1).ToDictionary(parts => parts[0], parts => parts[^1]);
}
