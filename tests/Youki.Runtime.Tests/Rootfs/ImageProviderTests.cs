using Youki.Runtime.Rootfs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Rootfs;

public sealed class ImageProviderTests
{
    private readonly FakeImages _images = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acquire_keeps_the_image_for_the_container()
    {
        var inputs = SampleInputs.From(new ImageConfig());

        var resource = await new ImageProvider(_images).AcquireAsync(inputs, Token);

        resource!.Data.Should().BeEquivalentTo(new Dictionary<string, string> { ["reference"] = "docker.io/library/app:1", ["id"] = inputs.Image!.Id.Value });
        _images.Journal.Should().Equal($"keep {inputs.Image.Id} for {inputs.ContainerId} in {inputs.BundlePath}");
    }

    [Fact]
    public async Task Acquire_for_a_directory_keeps_nothing()
    {
        (await new ImageProvider(_images).AcquireAsync(SampleInputs.Inputs, Token)).Should().BeNull();

        _images.Journal.Should().BeEmpty();
    }

    [Fact]
    public async Task Release_lets_go_by_the_record_alone()
    {
        var id = ContainerId.Parse("web");

        await new ImageProvider(_images).ReleaseAsync(new() { Kind = "image", Scope = ResourceScope.Container, ContainerId = id, BundlePath = "/b" }, Token);

        _images.Journal.Should().Equal("release web in /b");
    }
}
