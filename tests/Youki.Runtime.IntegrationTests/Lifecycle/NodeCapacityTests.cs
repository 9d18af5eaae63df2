using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>What a node has, what containers reserve of it, and what is refused.</summary>
public sealed class NodeCapacityTests
{
    private const long Mebibyte = 1_048_576;

    private static readonly ContainerConfig Done = TestNode.Shell("true");

    [Fact]
    public async Task Requests_count_from_the_making_to_the_removal()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var before = await node.Runtime.GetNodeResourcesAsync(TestNode.Token);
        var asked = await node.CreateAsync(Done with { ResourceRequests = new() { CpuCores = 0.5, MemoryMb = 100, DiskMb = 16 } }, start: false);
        await node.CreateAsync(Done with { Limits = new() { CpuQuota = 25_000, MemoryBytes = 50 * Mebibyte } });
        await node.CreateAsync(Done);

        // By another process, from the records alone.
        var with = await (await node.OpenRuntimeAsync()).GetNodeResourcesAsync(TestNode.Token);
        await node.Runtime.RemoveContainerAsync(asked, cancellationToken: TestNode.Token);
        var after = await node.Runtime.GetNodeResourcesAsync(TestNode.Token);

        before.Should().Match<NodeResources>(one => one.Containers == 0 && one.CpuCoresRequested == 0 && one.CpuCoresFree == one.CpuCores && one.MemoryBytesFree == one.MemoryBytes);
        before.CpuCores.Should().Be(Environment.ProcessorCount);
        before.MemoryBytes.Should().BeGreaterThan(before.MemoryBytesAvailable);
        with.Should().BeEquivalentTo(new { Containers = 3, ContainersWithoutLimits = 1, CpuCoresRequested = 0.75, MemoryBytesRequested = 150 * Mebibyte, DiskBytesRequested = 16 * Mebibyte });
        after.Should().BeEquivalentTo(new { Containers = 2, CpuCoresRequested = 0.25, MemoryBytesRequested = 50 * Mebibyte, DiskBytesRequested = 0L });
    }

    [Fact]
    public async Task Over_commitment_is_refused_where_the_option_says_so()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.AllowOverCommit = false);
        var cores = (await node.Runtime.GetNodeResourcesAsync(TestNode.Token)).CpuCores;
        var first = await node.CreateAsync(Done with { ResourceRequests = new() { CpuCores = cores - 0.5 } }, start: false);

        var second = () => node.CreateAsync(Done with { ResourceRequests = new() { CpuCores = 1, MemoryMb = 16 } });
        var disk = () => node.CreateAsync(Done with { ResourceRequests = new() { DiskMb = 1L << 40 } });
        var update = () => node.Runtime.UpdateContainerAsync(first, new() { Limits = new() { PidsLimit = 10 } }, TestNode.Token);

        (await second.Should().ThrowAsync<NodeCapacityException>()).Which.Shortages.Should().ContainSingle().Which.Should().Be(new CapacityShortage("cpu", 1, 0.5, cores));
        (await disk.Should().ThrowAsync<NodeCapacityException>()).WithMessage("*disk*AllowOverCommit*");
        await update.Should().NotThrowAsync("it reserves nothing more");
        await node.Runtime.RemoveContainerAsync(first, cancellationToken: TestNode.Token);
        await second.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Of_many_at_once_as_many_are_let_in_as_fit()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.AllowOverCommit = false);
        var half = (await node.Runtime.GetNodeResourcesAsync(TestNode.Token)).MemoryBytes / Mebibyte / 2;
        var other = await node.OpenRuntimeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            try
            {
                await (number % 2 == 0 ? node.Runtime : other).CreateContainerAsync(Done with { ResourceRequests = new() { MemoryMb = half } }, TestNode.NotStarted, TestNode.Token);
                return true;
            }
            catch (NodeCapacityException)
            {
                return false;
            }
        }));

        outcomes.Count(one => one).Should().Be(2);
    }

    [Fact]
    public async Task Overcommitment_is_allowed_by_default()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var cores = (await node.Runtime.GetNodeResourcesAsync(TestNode.Token)).CpuCores;

        await node.CreateAsync(Done with { ResourceRequests = new() { CpuCores = cores } }, start: false);
        await node.CreateAsync(Done with { ResourceRequests = new() { CpuCores = cores } }, start: false);

        (await node.Runtime.GetNodeResourcesAsync(TestNode.Token)).Should().BeEquivalentTo(new { CpuCoresRequested = cores * 2, CpuCoresFree = 0.0 });
    }
}
