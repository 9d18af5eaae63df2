using System.Collections.Concurrent;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.DependencyInjection;

/// <summary>When a user's own providers are asked to take and to give back.</summary>
public sealed class ResourceProviderTests
{
    private readonly ConcurrentQueue<string> _journal = new();

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Resources_are_taken_in_order_for_their_scope_and_given_back_in_reverse(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await OpenAsync(node);

        var id = await runtime.CreateContainerAsync(TestNode.Shell("exec sleep 100"), TestNode.NotStarted, TestNode.Token);
        Taken().Should().Equal("+disk", "+net", "+port");
        (await runtime.InspectContainerAsync(id, TestNode.Token)).Resources.Should().HaveCount(4)
            .And.Contain(resource => resource.Kind == "net" && resource.Scope == ResourceScope.Run && resource.Data!["of"] == id.Value);
        await runtime.StartContainerAsync(id, TestNode.Token);
        Taken().Should().BeEmpty("create has taken them");
        await runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token);
        Taken().Should().Equal("-port", "-net");
        await runtime.StartContainerAsync(id, TestNode.Token);
        Taken().Where(entry => entry != "+disk").Should().Equal("+net", "+port");
        await runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);
        Taken().Should().Equal("-port", "-net", "-disk");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Resources_of_a_run_that_ended_by_itself_are_given_back_by_stop(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await OpenAsync(node);
        var id = await runtime.CreateContainerAsync(TestNode.Config("/bin/true"), new() { NodeId = node.Id }, TestNode.Token);
        await runtime.WaitContainerAsync(id, TestNode.Token);
        Taken();

        await runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        Taken().Should().Equal("-port", "-net");
        await runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        Taken().Should().Equal("-disk");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Resources_are_given_back_after_a_create_that_failed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await OpenAsync(node);

        var create = () => runtime.CreateContainerAsync(TestNode.Config("/no/such/program"), new() { NodeId = node.Id }, TestNode.Token);

        await create.Should().ThrowAsync<ContainerStartException>();
        Taken().Should().Equal("+disk", "+net", "+port", "-port", "-net", "-disk");
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Resources_of_the_run_are_given_back_after_a_start_that_failed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await OpenAsync(node);
        var id = await runtime.CreateContainerAsync(TestNode.Config("/bin/echo") with { User = "web" }, new() { NodeId = node.Id }, TestNode.Token);
        await runtime.WaitContainerAsync(id, TestNode.Token);
        File.Delete(node.Layout(id).Rootfs + "/bin/echo");
        Taken();

        var start = () => runtime.StartContainerAsync(id, TestNode.Token);

        await start.Should().ThrowAsync<ContainerStartException>();
        Taken().Where(entry => entry != "+disk").Should().Equal("-port", "-net", "+net", "+port", "-port", "-net");
        await runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Acquisition_that_throws_undoes_create_and_is_told(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        Exception[] failures = [new HostResourceException("net", "no net"), new IOException("no net"), new InvalidOperationException("no net")];

        foreach (var failure in failures)
        {
            var runtime = await OpenAsync(node, net => net.AcquireFailure = failure);
            var create = () => runtime.CreateContainerAsync(TestNode.Config("/bin/true"), new() { NodeId = node.Id }, TestNode.Token);

            (await create.Should().ThrowAsync<Exception>()).Which.ToString().Should().Contain("no net");
            Taken().Should().Equal("+disk", "+net", "-net", "-disk");
            node.AssertNothingIsLeft();
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Release_that_throws_does_not_keep_the_others_and_can_be_done_again(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        Exception[] failures = [new IOException("busy"), new InvalidOperationException("busy")];

        foreach (var failure in failures)
        {
            JournalProvider? net = null;
            var runtime = await OpenAsync(node, provider => (net = provider).ReleaseFailure = failure);
            var id = await runtime.CreateContainerAsync(TestNode.Config("/bin/true"), TestNode.NotStarted, TestNode.Token);
            Taken();

            var remove = () => runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);

            (await remove.Should().ThrowAsync<HostResourceException>("{0} is told as what it is", failure.GetType())).Which.ToString().Should().Contain("busy");
            net!.ReleaseFailure = null;
            await remove();
            var taken = Taken();
            taken[..2].Should().Equal("-port", "-net");
            taken[^1].Should().Be(taken.Count(entry => entry == "-disk") == 1 ? "-disk" : "-net");
            taken.Should().Contain("-disk");
            node.AssertNothingIsLeft();
        }
    }

    /// <summary>What was asked for since the last look.</summary>
    private List<string> Taken()
    {
        var entries = new List<string>();
        while (_journal.TryDequeue(out var entry))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private Task<YoukiRuntime> OpenAsync(TestNode node, Action<JournalProvider>? configure = null)
    {
        var net = new JournalProvider("net", ResourceScope.Run, _journal, "disk");
        configure?.Invoke(net);
        return node.OpenRuntimeAsync([], [new JournalProvider("port", ResourceScope.Run, _journal, "net"), net, new JournalProvider("disk", ResourceScope.Container, _journal, "rootfs")]);
    }
}
