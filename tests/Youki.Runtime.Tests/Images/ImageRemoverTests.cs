namespace Youki.Runtime.Tests.Images;

public sealed class ImageRemoverTests : IDisposable
{
    private readonly StoreHost _host = new();

    [Fact]
    public async Task Remove_of_one_of_two_references_keeps_the_image()
    {
        var image = await _host.PutAsync("one", "alpine:3");
        await _host.PutAsync("one", "alpine:latest");

        var removal = await RemoveAsync("alpine:3");

        removal.Untagged.Should().Equal(ImageReference.Parse("alpine:3"));
        removal.Deleted.Should().BeEmpty();
        removal.ReclaimedBytes.Should().Be(0);
        _host.HasLayers(image).Should().BeTrue();
    }

    [Fact]
    public async Task Remove_of_the_last_reference_takes_all_that_no_other_image_has()
    {
        var image = await _host.PutAsync("one", "alpine:3");
        var other = await _host.PutAsync("two", "busybox:1");

        var removal = await RemoveAsync("alpine:3");

        removal.Deleted.Should().Equal(image.Id);
        removal.ReclaimedBytes.Should().Be(image.Manifest.Length + image.Config.Length + image.Layers[0].Blob.Length + 100);
        _host.IsEmptyOf(image).Should().BeTrue();
        _host.HasBlobs(other).Should().BeTrue();
        Directory.EnumerateFileSystemEntries(_host.Layout.TrashDirectory).Should().BeEmpty();
    }

    [Fact]
    public async Task Remove_by_id_with_several_references_needs_force()
    {
        var image = await _host.PutAsync("one", "alpine:3");
        await _host.PutAsync("one", "alpine:latest");

        var remove = () => RemoveAsync(image.Id.Hex[..12]);

        (await remove.Should().ThrowAsync<ImageInUseException>()).Which.Containers.Should().BeEmpty();
        (await RemoveAsync(image.Id.Value, force: true)).Untagged.Should().HaveCount(2);
        _host.IsEmptyOf(image).Should().BeTrue();
    }

    [Fact]
    public async Task Remove_of_an_image_with_containers_names_them()
    {
        var image = await _host.PutAsync("one", "alpine:3");
        var (id, _) = await _host.KeepAsync(image, "alpine:3");

        var remove = () => RemoveAsync("alpine:3");

        (await remove.Should().ThrowAsync<ImageInUseException>()).Which.Containers.Should().Equal(id);
        _host.Parts.Index.Read().Should().ContainSingle();
    }

    [Fact]
    public async Task Remove_of_one_of_two_references_of_an_image_with_containers_is_done()
    {
        var image = await _host.PutAsync("one", "alpine:3");
        await _host.PutAsync("one", "alpine:latest");
        await _host.KeepAsync(image, "alpine:3");

        (await RemoveAsync("alpine:3")).Untagged.Should().ContainSingle();
    }

    [Fact]
    public async Task Remove_of_what_is_not_there_throws()
    {
        var remove = () => RemoveAsync("alpine:3");

        await remove.Should().ThrowAsync<ImageNotFoundException>();
    }

    [Theory]
    [InlineData("alpine@")]
    [InlineData("")]
    public async Task An_image_is_found_by_digest(string prefix)
    {
        var image = await _host.PutAsync("one", "alpine:3");

        _host.Parts.Finder.FindOne(prefix + image.Digest.Value).Manifest.Should().Be(image.Digest);
    }

    [Fact]
    public async Task An_id_that_two_images_begin_with_is_refused()
    {
        // Of 17 ids two begin with the same digit.
        var images = Enumerable.Range(0, 17).Select(number => StoreHost.Image($"{number}")).GroupBy(image => image.Id.Hex[0]).First(group => group.Count() > 1).ToList();
        await _host.PutAsync(images[0], "alpine:3");
        await _host.PutAsync(images[1], "alpine:4");

        var find = () => _host.Parts.Finder.FindOne($"{images[0].Id.Hex[0]}");

        find.Should().Throw<ImageException>().WithMessage("*Give more digits*");
    }

    private Task<ImageRemoval> RemoveAsync(string image, bool force = false) => _host.Parts.Remover.RemoveAsync(image, force, StoreHost.Token);

    public void Dispose() => _host.Dispose();
}
