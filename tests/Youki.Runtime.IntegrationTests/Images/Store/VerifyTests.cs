using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>Damage on disk is found and mended.</summary>
public sealed class VerifyTests
{
    [Fact]
    public async Task A_whole_image_has_no_problems()
    {
        await using var node = await PullNode.OpenAsync();
        await node.PullAsync(await node.PushAsync(PullNode.Image()));

        var result = (await node.Runtime.VerifyImagesAsync(cancellationToken: PullNode.Token)).Should().ContainSingle().Subject;

        result.Problems.Should().BeEmpty();
        result.Repaired.Should().BeFalse();
    }

    [Fact]
    public async Task A_damaged_file_is_unpacked_again_from_the_blob()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        await node.PullAsync(await node.PushAsync(image));
        var file = node.LayerOf(image.Layers[1]) + "/fs/dir/file1";
        var whole = await File.ReadAllBytesAsync(file, PullNode.Token);
        await File.WriteAllBytesAsync(file, [.. whole[..100], (byte)~whole[100], .. whole[101..]], PullNode.Token);

        var result = (await node.Runtime.VerifyImagesAsync(image.Id.Value, cancellationToken: PullNode.Token)).Single();

        result.Problems.Should().NotBeEmpty().And.OnlyContain(problem => problem.Contains("dir/file1", StringComparison.Ordinal));
        result.Repaired.Should().BeTrue();
        (await File.ReadAllBytesAsync(file, PullNode.Token)).Should().Equal(whole);
        node.RequestsFor(image.Layers[1].Digest).Should().Be(1);
        node.AssertWhole(image);
    }

    [Fact]
    public async Task A_damaged_blob_is_fetched_again()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        await node.PullAsync(await node.PushAsync(image));
        await Damage(node.BlobOf(image.Layers[0].Digest));

        var result = (await node.Runtime.VerifyImagesAsync(cancellationToken: PullNode.Token)).Single();

        result.Problems.Should().ContainSingle().Which.Should().Contain(image.Layers[0].Digest.Hex);
        result.Repaired.Should().BeTrue();
        node.AssertWhole(image);
    }

    [Fact]
    public async Task A_damaged_file_and_blob_are_fetched_again()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        await node.PullAsync(await node.PushAsync(image));
        await Damage(node.BlobOf(image.Layers[0].Digest));
        File.Delete(node.LayerOf(image.Layers[0]) + "/fs/dir/file0");

        var result = (await node.Runtime.VerifyImagesAsync(cancellationToken: PullNode.Token)).Single();

        result.Problems.Count.Should().BeGreaterThan(1);
        result.Repaired.Should().BeTrue();
        node.AssertWhole(image);
        File.Exists(node.LayerOf(image.Layers[0]) + "/fs/dir/file0").Should().BeTrue();
    }

    [Fact]
    public async Task A_damaged_configuration_is_fetched_again()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        await node.PullAsync(await node.PushAsync(image));
        await Damage(node.BlobOf(image.Id));

        var result = (await node.Runtime.VerifyImagesAsync(cancellationToken: PullNode.Token)).Single();

        result.Problems.Should().ContainSingle();
        result.Repaired.Should().BeTrue();
        node.AssertWhole(image);
    }

    [Fact]
    public async Task Without_repair_everything_stays_as_it_is()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        await node.PullAsync(await node.PushAsync(image));
        File.Delete(node.LayerOf(image.Layers[0]) + "/fs/dir/file0");

        var result = (await node.Runtime.VerifyImagesAsync(options: new VerifyImageOptions { Repair = false }, cancellationToken: PullNode.Token)).Single();

        result.Problems.Should().NotBeEmpty();
        result.Repaired.Should().BeFalse();
        File.Exists(node.LayerOf(image.Layers[0]) + "/fs/dir/file0").Should().BeFalse();
    }

    [Fact]
    public async Task What_cannot_be_fetched_again_is_said()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        await node.PullAsync(await node.PushAsync(image));
        await Damage(node.BlobOf(image.Layers[0].Digest));
        node.Proxy.Break(_ => true, Support.Registries.RegistryFaults.Status(404));

        var result = (await node.Runtime.VerifyImagesAsync(cancellationToken: PullNode.Token)).Single();

        result.Repaired.Should().BeFalse();
        result.Problems.Should().Contain(problem => problem.Contains("could not be mended", StringComparison.Ordinal));
    }

    private static async Task Damage(string file)
    {
        var content = await File.ReadAllBytesAsync(file, PullNode.Token);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(file, content, PullNode.Token);
    }
}
