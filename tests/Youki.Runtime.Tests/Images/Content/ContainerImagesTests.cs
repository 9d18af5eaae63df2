using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Content;

public sealed class ContainerImagesTests : IDisposable
{
    private const string Reference = "registry.example/web:1";

    private readonly StoreHost _host = new();

    [Fact]
    public async Task Hold_of_an_image_of_the_store_gives_its_digests()
    {
        var image = await _host.PutAsync("one", Reference);

        await using var held = await _host.Parts.Containers.HoldAsync(ImageReference.Parse(Reference), null, StoreHost.Token);

        held.Image.Should().BeEquivalentTo(StoreHost.ContainerImage(image, Reference));
    }

    [Fact]
    public async Task Hold_of_an_image_that_must_not_be_pulled_and_is_not_there_throws()
    {
        var hold = () => _host.Parts.Containers.HoldAsync(ImageReference.Parse(Reference), new PullOptions { Policy = PullPolicy.Never }, StoreHost.Token);

        await hold.Should().ThrowAsync<ImageNotFoundException>();
    }

    [Fact]
    public async Task Hold_of_an_image_for_another_platform_alone_names_that()
    {
        await _host.PutAsync(StoreHost.Image("one", "linux/s390x"), Reference);

        var hold = () => _host.Parts.Containers.HoldAsync(
            ImageReference.Parse(Reference), new PullOptions { Policy = PullPolicy.Never, Platform = ImagePlatform.Parse("linux/riscv64") }, StoreHost.Token);

        (await hold.Should().ThrowAsync<ImagePlatformException>()).Which.Available.Should().Equal(ImagePlatform.Parse("linux/s390x"));
    }

    [Fact]
    public async Task A_held_image_outlives_its_removal_until_the_hold_ends()
    {
        var image = await _host.PutAsync("one", Reference);

        await using (await _host.Parts.Containers.HoldAsync(ImageReference.Parse(Reference), null, StoreHost.Token))
        {
            await _host.Open().Remover.RemoveAsync(Reference, force: true, StoreHost.Token);
            _host.HasBlobs(image).Should().BeTrue();
            _host.HasLayers(image).Should().BeTrue();
        }

        await _host.Parts.Pruner.PruneAsync(new PruneImagesOptions(), StoreHost.Token);
        _host.IsEmptyOf(image).Should().BeTrue();
    }

    [Fact]
    public async Task Open_gives_the_layers_and_the_configuration()
    {
        var image = await _host.PutAsync("one", Reference);

        var content = _host.Parts.Containers.Open(StoreHost.ContainerImage(image, Reference));

        content.Config.Cmd.Should().Equal("one");
        content.LayerPaths.Should().Equal(_host.Layout.Layer(image.Layers[0].DiffId) + "/fs");
    }

    [Fact]
    public async Task Open_without_a_layer_names_it()
    {
        var image = await _host.PutAsync("one", Reference);
        Directory.Delete(_host.Layout.Layer(image.Layers[0].DiffId), recursive: true);

        var open = () => _host.Parts.Containers.Open(StoreHost.ContainerImage(image, Reference));

        open.Should().Throw<ImageDamagedException>().Which.Digest.Should().Be(image.Layers[0].DiffId);
    }

    [Fact]
    public async Task Open_with_another_configuration_on_disk_throws()
    {
        var image = await _host.PutAsync("one", Reference);
        await File.WriteAllBytesAsync(_host.Layout.Blob(image.Id), StoreHost.Image("two").Config, StoreHost.Token);

        var open = () => _host.Parts.Containers.Open(StoreHost.ContainerImage(image, Reference));

        open.Should().Throw<ImageDamagedException>().WithMessage("*damaged on disk*");
    }

    [Fact]
    public async Task Release_of_the_last_container_takes_an_image_that_was_removed_by_force()
    {
        var image = await _host.PutAsync("one", Reference);
        var (id, bundle) = await _host.KeepAsync(image, Reference);
        await _host.Parts.Remover.RemoveAsync(Reference, force: true, StoreHost.Token);
        _host.HasLayers(image).Should().BeTrue();

        await _host.Parts.Containers.ReleaseAsync(id, bundle, StoreHost.Token);

        _host.IsEmptyOf(image).Should().BeTrue();
    }

    [Fact]
    public async Task Open_of_an_image_that_has_a_layer_twice_gives_its_upper_place()
    {
        var twice = TestLayer.Of(new LayerBuilder().File("file").ToTar(), LayerCompression.Gzip);
        var image = await _host.PutAsync(new ImageBuilder().Layer(twice).Layer(layer => layer.Whiteout("file")).Layer(twice).Build(), Reference);

        var content = _host.Parts.Containers.Open(StoreHost.ContainerImage(image, Reference));

        content.LayerPaths.Should().Equal(_host.Layout.Layer(image.Layers[1].DiffId) + "/fs", _host.Layout.Layer(twice.DiffId) + "/fs");
    }

    [Fact]
    public async Task Keep_and_release_may_be_done_twice()
    {
        var image = await _host.PutAsync("one", Reference);
        var (id, bundle) = await _host.KeepAsync(image, Reference);

        await _host.KeepAsync(image, Reference);
        await _host.Parts.Containers.ReleaseAsync(id, bundle, StoreHost.Token);
        await _host.Parts.Containers.ReleaseAsync(id, bundle, StoreHost.Token);

        Directory.EnumerateFiles(_host.Layout.LeaseDirectory).Should().BeEmpty();
        _host.HasLayers(image).Should().BeTrue();
    }

    public void Dispose() => _host.Dispose();
}
