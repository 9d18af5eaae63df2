using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Images;

/// <summary>Containers of images that the store itself has brought in and unpacked.</summary>
public sealed class StoredImageTests
{
    private static ContainerConfig Config => new() { Image = LayeredImage.Reference };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Container_is_what_the_image_says(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        (await node.RunAsync(Config)).Output.Should().Be("2\n");
        (await node.RunAsync(Config with { Command = ["/bin/sh", "-c", "pwd; echo $FROM; echo * /hidden/* /data/*; cat /data/file; stat -c %u /data/file"] })).Output.Should()
            .Be("/srv\nimage\nversion /hidden/new /data/file\nimage\n1000\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Image_whose_reference_is_removed_lives_as_long_as_its_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Config);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        await node.Runtime.RemoveImageAsync(LayeredImage.Reference, new() { Force = true }, TestNode.Token);
        await node.Runtime.PruneImagesAsync(new() { All = true }, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        var (output, _) = await node.OutputAsync(id);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        output.Should().Be("2\n2\n");
        Directory.EnumerateFileSystemEntries($"{node.Options.ImageDirectory}/layers").Should().BeEmpty("the container was the last one who used them");
    }

    [Fact]
    public async Task Image_that_is_not_there_and_may_not_be_pulled_is_told()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.Runtime.CreateContainerAsync(Config, new() { NodeId = node.Id, Pull = new() { Policy = PullPolicy.Never } }, TestNode.Token);

        await create.Should().ThrowAsync<ImageNotFoundException>();
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Layer_that_was_lost_is_told_with_what_to_do()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(Config, start: false);
        await node.Runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token);
        Directory.Delete(Directory.EnumerateDirectories($"{node.Options.ImageDirectory}/layers").First(), recursive: true);

        var start = () => node.Runtime.StartContainerAsync(id, TestNode.Token);

        await start.Should().ThrowAsync<ImageException>().WithMessage("*Pull the image again*");
        (await node.StateAsync(id)).Should().Be(ContainerState.Stopped);
    }
}
