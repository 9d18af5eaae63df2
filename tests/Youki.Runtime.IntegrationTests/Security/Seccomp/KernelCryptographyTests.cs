using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Security.Seccomp;

/// <summary>Sockets of AF_ALG, through which any process could write to the cached pages of any file (CVE-2026-31431): where the kernel has them.</summary>
public sealed class KernelCryptographyTests
{
    [Theory]
    [Trait("Host", "v2-only")]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Sockets_of_the_kernel_s_cryptography_cannot_be_had(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        // The first such socket has the kernel load the module.
        var open = await node.ProbeAsync(Sockets(), SeccompNode.With(new SeccompConfig { Unconfined = true }));
        var closed = await node.ProbeAsync(Sockets());

        Assert.SkipUnless(open["socket"] == 0, "this kernel has no AF_ALG");
        open.Values.Should().AllBeEquivalentTo(0, "without a filter, all these ways lead to such a socket");
        closed.Values.Should().AllBeEquivalentTo(Calls.Permission);
    }

    private static Probe Sockets() => new Probe()
        .Call("socket", 41, 38, 5)
        .Call("socket with a high bit", 41, 0x1_0000_0026, 5)
        .Call("socket with the sign", 41, unchecked((long)0xFFFF_FFFF_0000_0026), 5)
        .Call32("socket of 32 bits", 359, 38, 5)
        .SocketCall("socketcall", 38, 5);
}
