using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>Images that containers run from.</summary>
public sealed class UsedImageTests
{
    [Fact]
    public async Task An_image_of_a_running_container_is_kept_until_the_container_is_removed()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var layout = new LayoutBuilder().Add("web", Busybox.Image().Build()).WriteTo(node.At("layout"));
        var reference = $"{layout}:web";
        var id = await node.CreateAsync(new ContainerConfig { Image = reference, Command = ["/bin/sh", "-c", "while :; do sleep 0.05; cat /etc/group > /dev/null || exit 9; done"] });

        var remove = () => node.Runtime.RemoveImageAsync(reference, cancellationToken: TestNode.Token);
        (await remove.Should().ThrowAsync<ImageInUseException>()).Which.Containers.Should().Equal(id);
        (await node.Runtime.PruneImagesAsync(new PruneImagesOptions { All = true }, TestNode.Token)).Deleted.Should().BeEmpty();
        (await node.Runtime.InspectImageAsync(reference, TestNode.Token)).Containers.Should().Equal(id);
        (await node.Runtime.RemoveImageAsync(reference, new RemoveImageOptions { Force = true }, TestNode.Token)).ReclaimedBytes.Should().Be(0);
        await node.Runtime.PruneImagesAsync(new PruneImagesOptions { All = true }, TestNode.Token);

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await node.Runtime.StopContainerAsync(id, new StopOptions { Timeout = TimeSpan.FromSeconds(1) }, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await node.Runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);
        Directory.EnumerateDirectories(Path.Combine(node.Options.ImageDirectory, "layers")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_image_whose_reference_is_removed_while_it_is_pulled_anew_is_whole_after_the_pull()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image(layers: 3);
        var reference = await node.PushAsync(PullNode.Image(layers: 1));
        await node.PullAsync(reference);
        await node.PushAsync(image);
        var reached = new TaskCompletionSource();
        var removed = new TaskCompletionSource();
        node.Proxy.Break(
            request => request.IsBlob && request.Path.EndsWith(image.Layers[2].Digest.Value, StringComparison.Ordinal),
            async exchange =>
            {
                reached.TrySetResult();
                await removed.Task.WaitAsync(TestNode.Token);
                await RegistryFaults.IgnoreRange(exchange);
            });
        var pull = node.PullAsync(reference);
        await reached.Task.WaitAsync(TestNode.Token);

        await node.Runtime.RemoveImageAsync(reference.ToString(), new RemoveImageOptions { Force = true }, PullNode.Token);
        await node.Runtime.PruneImagesAsync(new PruneImagesOptions { All = true }, PullNode.Token);
        removed.SetResult();
        await pull;

        (await node.Runtime.ListImagesAsync(cancellationToken: PullNode.Token)).Should().ContainSingle().Which.Id.Should().Be(image.Id);
        node.AssertWhole(image);
    }

    [Fact]
    public async Task Pruning_while_an_image_is_pulled_takes_nothing_of_it()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image(layers: 8);
        var reference = await node.PushAsync(image);
        var pull = node.PullAsync(reference);

        while (!pull.IsCompleted)
        {
            await node.Runtime.PruneImagesAsync(new PruneImagesOptions { All = true }, PullNode.Token);
        }

        await pull;

        // The pull's own lease may have ended just before the last pruning: then all of it is gone, never a part.
        var listed = await node.Runtime.ListImagesAsync(cancellationToken: PullNode.Token);
        if (listed.Count > 0)
        {
            node.AssertWhole(image);
        }
        else
        {
            node.Names("layers").Should().BeEmpty();
        }
    }
}
