using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Namespaces;

/// <summary>Namespaces that cannot be joined.</summary>
public sealed class NamespaceFaultTests
{
    public static TheoryData<string, string> NoNamespaces => new()
    {
        { "ns:/proc/self/ns/uts", "is no network namespace" },
        { "ns:/dev/null", "is no network namespace" },
        { "ns:/etc", "is no network namespace" },
        { "ns:/etc/passwd", "is no network namespace" },
        { "ns:/proc/999999999/ns/net", "Give the path of a namespace that is there" },
        { "ns:/nowhere", "Give the path of a namespace that is there" },
        { "container:nobody", "There is no such container" },
    };

    [Theory]
    [MemberData(nameof(NoNamespaces))]
    public async Task Join_what_is_no_namespace_of_the_kind_throws(string mode, string reason)
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.CreateAsync(TestNode.Config("/bin/true") with { Namespaces = new NamespaceConfig { Network = NamespaceMode.Parse(mode) } });

        var thrown = (await create.Should().ThrowAsync<NamespaceUnavailableException>()).Which;
        thrown.Message.Should().Contain(reason);
        (thrown.Type, thrown.Mode.ToString()).Should().Be(("network", mode));
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Join_a_container_that_has_ended_throws()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var ended = await node.CreateAsync(TestNode.Config("/bin/true"));
        await node.Runtime.WaitContainerAsync(ended, TestNode.Token);

        var create = () => node.CreateAsync(TestNode.Config("/bin/true") with { Namespaces = new NamespaceConfig { Ipc = NamespaceMode.OfContainer(ended) } });

        (await create.Should().ThrowAsync<NamespaceUnavailableException>()).Which.Message.Should().Contain("has no process now");
    }

    [Fact]
    public async Task Fifo_at_the_path_blocks_nobody()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var fifo = node.At("fifo");
        using var file = Native.Fifo.Create(fifo);

        var create = () => node.CreateAsync(TestNode.Config("/bin/true") with { Namespaces = new NamespaceConfig { Network = NamespaceMode.OfPath(fifo) } });

        await create.Should().ThrowAsync<NamespaceUnavailableException>();
    }

    [Fact]
    public async Task Init_that_is_not_there_is_refused_by_name()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.InitPath = "/no/such/init");

        var create = () => node.CreateAsync(TestNode.Config("/bin/true") with { Init = true });

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Message.Should().Contain("/no/such/init");
    }
}
