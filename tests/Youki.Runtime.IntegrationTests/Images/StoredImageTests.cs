using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;

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

    [Fact]
    public async Task Image_that_has_a_layer_several_times_runs()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var twice = TestLayer.Of(new LayerBuilder().File("file", "twice").ToTar(), LayerCompression.Gzip);
        var image = new ImageBuilder().Layer(Busybox.AddTo).Layer(twice).Layer(layer => layer.File("file", "between")).Layer(twice).Build();
        var reference = new LayoutBuilder().Add("twice", image).WriteTo(node.At("layout"));

        (await node.RunAsync(new() { Image = reference, Command = ["/bin/cat", "/file"] })).Output.Should().Be("twice");
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
    public async Task Image_of_128_layers_below_a_very_long_path_runs()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.ImageDirectory = Path.Combine(options.BundleDirectory, "..", string.Join('/', Enumerable.Repeat(new string('x', 200), 12))));
        var builder = Busybox.Image();
        for (var number = 0; number < 127; number++)
        {
            var name = $"{number}";
            builder.Layer(layer => layer.Directory("layers").File($"layers/{name}").File("last", $"{name}\n"));
        }

        var image = $"{new LayoutBuilder().Add("deep", builder.Build()).WriteTo(node.At("layout"))}:deep";

        (await node.RunAsync(TestNode.Shell("ls /layers | wc -l; cat /last") with { Image = image })).Output.Should().Be("127\n126\n");
    }

    [Fact]
    public async Task Images_that_are_removed_and_pruned_all_the_time_never_break_a_create()
    {
        await using var node = await TestNode.OpenAsync("youki");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);
        var removals = RemoveForeverAsync(node.Runtime, enough.Token);

        var outputs = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => node.RunAsync(Config)));
        await enough.CancelAsync();

        (await Outcome.OfAsync(() => removals)).Should().BeAssignableTo<OperationCanceledException>();
        outputs.Should().OnlyContain(result => result.Output == "2\n");
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

    private static async Task RemoveForeverAsync(YoukiRuntime runtime, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await runtime.PruneImagesAsync(new() { All = true }, cancellationToken);
                await runtime.RemoveImageAsync(LayeredImage.Reference, new() { Force = true }, cancellationToken);
            }
            catch (ImageNotFoundException)
            {
                // Removed already.
            }
        }
    }
}
