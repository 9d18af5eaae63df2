using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>A bundle directory of 1 MB that has no space left.</summary>
public sealed class FullDiskTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Create_on_a_full_disk_fails_and_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        using var tmpfs = new Tmpfs(node.At("bundles"), "size=1m,mode=700");
        await node.OpenRuntimeAsync();
        Tmpfs.Fill(node.At("bundles/.fill"));

        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "web");

        (await create.Should().ThrowAsync<YoukiException>()).Which.Message.Should().Contain("No space left");
        File.Delete(node.At("bundles/.fill"));
        Directory.Exists(node.At("bundles/web")).Should().BeFalse();
        node.RuntimeStates().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_container_that_filled_the_disk_can_be_stopped_and_removed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        using var tmpfs = new Tmpfs(node.At("bundles"), "size=1m,mode=700");
        await node.OpenRuntimeAsync();
        var id = await node.CreateAsync(TestNode.Shell("trap 'exit 3' TERM; while :; do sleep 0.02; done"));
        Tmpfs.Fill(node.At($"bundles/{id}/layer/upper/fill"));

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        var stopped = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        stopped.State.Should().Be(ContainerState.Stopped);
        Directory.Exists(node.Bundle(id)).Should().BeFalse();
        node.RuntimeStates().Should().BeEmpty();
    }

    [Fact]
    public async Task A_node_is_looked_after_on_a_full_disk()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.OwnNodes = false);
        using var tmpfs = new Tmpfs(node.At("bundles"), "size=1m,mode=700");
        await node.OpenRuntimeAsync();
        Tmpfs.Fill(node.At("bundles/.fill"));

        var maintained = await node.Runtime.MaintainNodeAsync(node.Id, TestNode.Token);

        maintained.IsOwnedByOther.Should().BeFalse();
        maintained.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task A_volume_of_the_image_that_does_not_fit_fails_and_leaves_nothing()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var image = Busybox.Image(new() { Volumes = ["/data"] }).Layer(layer => layer.Directory("data").File("data/big", new string('x', 2_000_000)));
        var layout = new LayoutBuilder().Add("app", image.Build()).WriteTo(node.At("layout"));
        using var tmpfs = new Tmpfs(node.At("bundles"), "size=1m,mode=700");
        await node.OpenRuntimeAsync();

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Image = $"{layout}:app" }, id: "web");

        (await create.Should().ThrowAsync<HostResourceException>().WithMessage("*volumes of container web could not be made*No space left*")).Which.Kind.Should().Be("image-volumes");
        Directory.Exists(node.At("bundles/web")).Should().BeFalse();
        node.RuntimeStates().Should().BeEmpty();
    }

    [Fact]
    public async Task A_start_on_a_full_disk_fails_and_the_container_starts_when_there_is_space()
    {
        await using var node = await TestNode.OpenAsync("youki");
        using var tmpfs = new Tmpfs(node.At("bundles"), "size=1m,mode=700");
        await node.OpenRuntimeAsync();
        var id = await node.CreateAsync(TestNode.Shell("exit 4"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        Tmpfs.Fill(node.At("bundles/.fill"));

        var start = () => node.Runtime.StartContainerAsync(id, TestNode.Token);

        (await start.Should().ThrowAsync<YoukiException>()).Which.Message.Should().Contain("No space left");
        (await node.StateAsync(id)).Should().Be(ContainerState.Stopped);
        File.Delete(node.At("bundles/.fill"));
        await start.Should().NotThrowAsync();
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(4);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
    }
}
