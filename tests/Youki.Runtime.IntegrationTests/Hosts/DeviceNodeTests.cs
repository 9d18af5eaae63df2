using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Hosts;

/// <summary>Where youki enforces no device rules, nobody may make device nodes.</summary>
[Trait("Host", "v2-only")]
public sealed class DeviceNodeTests
{
    [Fact]
    public async Task Make_nodes_asked_for_with_youki_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { Process = new OciProcess { Capabilities = new LinuxCapabilities { Bounding = ["CAP_CHOWN", "CAP_MKNOD"] } } });

        var create = () => runtime.CreateContainerAsync(TestNode.Config("/bin/true"), new() { NodeId = node.Id }, TestNode.Token);

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Message.Should().Contain("CAP_MKNOD").And.Contain("youki");
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Make_nodes_with_runc_makes_only_what_the_rules_allow()
    {
        await using var node = await TestNode.OpenAsync("runc");

        var (_, output, _) = await node.RunAsync(TestNode.Shell("mknod /tmp/null c 1 3 && echo x >/tmp/null && echo null; mknod /tmp/mem c 1 1; head -c 1 /tmp/mem | wc -c"));

        output.Should().Be("null\n0\n");
    }
}
