using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Security.Seccomp;

/// <summary>What every container may call, asked from inside.</summary>
public sealed class DefaultProfileTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Dangerous_calls_are_forbidden_and_others_are_not(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var forbidden = await node.ProbeAsync(Calls.Forbidden());
        var absent = await node.ProbeAsync(Calls.Absent());
        var allowed = await node.ProbeAsync(Calls.Allowed());

        forbidden.Where(call => call.Value != Calls.Permission).Should().BeEmpty();
        absent.Where(call => call.Value != Calls.NotThere).Should().BeEmpty();
        allowed.Where(call => call.Value != 0).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Unconfined_container_has_no_filter(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var calls = await node.ProbeAsync(Calls.Forbidden(), SeccompNode.With(new SeccompConfig { Unconfined = true }));

        calls["unshare(CLONE_NEWUSER)"].Should().Be(0);
        calls["socketcall(AF_VSOCK)"].Should().NotBe(Calls.Permission);
        calls["clone(CLONE_NEWUSER)"].Should().Be(22, "the kernel itself refuses it as contradictory");
    }

    [Theory]
    [InlineData("youki", true)]
    [InlineData("youki", false)]
    [InlineData("runc", true)]
    [InlineData("runc", false)]
    public async Task Filter_is_loaded_with_the_least_privileges(string flavor, bool noNewPrivileges)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var security = new SecurityConfig { Capabilities = new CapabilityConfig { Drop = ["ALL"] }, NoNewPrivileges = noNewPrivileges };

        var (_, output, _) = await node.RunAsync(TestNode.Shell("grep -E '^(Seccomp|NoNewPrivs|CapBnd):' /proc/self/status; busybox unshare -U true || echo refused") with { Security = security });

        output.Should().Contain("CapBnd:\t0000000000000000").And.Contain("Seccomp:\t2").And.Contain($"NoNewPrivs:\t{(noNewPrivileges ? 1 : 0)}").And.Contain("refused");
    }
}
