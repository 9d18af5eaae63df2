using System.Text;
using System.Text.Json.Nodes;
using Youki.Runtime.Images.Content;

namespace Youki.Runtime.Tests.Images.Content;

public sealed class ImageIndexFileTests : IDisposable
{
    private readonly StoreHost _host = new();

    [Theory]
    [InlineData("[]", "{}")]
    [InlineData("7", "{}")]
    [InlineData("""{"config":{"digest":"CONFIG"}}""", "[]")]
    [InlineData("""{"config":{"digest":"CONFIG"}}""", "null")]
    [InlineData("""{"manifests":[{"digest":"\ud800"}]}""", "{}")]
    [InlineData("""{"config":{"digest":"CONFIG"}}""", """{"rootfs":{"diff_ids":["\ud800"]}}""")]
    public async Task What_another_tool_keeps_is_collected_around_whatever_it_is(string manifest, string config)
    {
        var image = await _host.PutAsync("one", null);
        var configDigest = Digest.Of(Encoding.UTF8.GetBytes(config));
        var content = Encoding.UTF8.GetBytes(manifest.Replace("CONFIG", configDigest.Value, StringComparison.Ordinal));
        var digest = Digest.Of(content);
        _host.Parts.Blobs.WriteDocument(digest, content);
        _host.Parts.Blobs.WriteDocument(configDigest, Encoding.UTF8.GetBytes(config));
        var index = JsonNode.Parse(await File.ReadAllTextAsync(_host.Layout.IndexFile, StoreHost.Token))!;
        index["manifests"]!.AsArray().Add(new JsonObject { ["mediaType"] = "application/vnd.example", ["digest"] = digest.Value, ["size"] = content.Length });
        await File.WriteAllTextAsync(_host.Layout.IndexFile, index.ToJsonString(), StoreHost.Token);

        await _host.Open().Pruner.PruneAsync(new PruneImagesOptions(), StoreHost.Token);

        _host.IsEmptyOf(image).Should().BeTrue();
        File.Exists(_host.Layout.Blob(digest)).Should().BeTrue();
    }

    [Fact]
    public async Task An_entry_is_read_back_as_it_was_written()
    {
        var image = await _host.PutAsync("one", "alpine:3");

        var entry = _host.Open().Index.Read().Should().ContainSingle().Subject;

        entry.Reference.Should().Be(ImageReference.Parse("docker.io/library/alpine:3"));
        entry.Manifest.Should().Be(image.Digest);
        entry.Source.Should().Be(image.Digest);
        entry.Platform.Should().Be(ImagePlatform.Host);
    }

    [Fact]
    public async Task The_reference_is_the_name_that_other_tools_see()
    {
        await _host.PutAsync("one", "alpine:3");

        var index = JsonNode.Parse(await File.ReadAllTextAsync(_host.Layout.IndexFile, StoreHost.Token))!;

        index["manifests"]![0]!["annotations"]![IndexEntry.ReferenceAnnotation]!.GetValue<string>().Should().Be("docker.io/library/alpine:3");
    }

    [Fact]
    public async Task Entries_of_other_tools_stay_and_keep_what_they_name()
    {
        var foreign = await _host.PutAsync("foreign", "alpine:3");
        var index = JsonNode.Parse(await File.ReadAllTextAsync(_host.Layout.IndexFile, StoreHost.Token))!;
        index["manifests"]![0]!["annotations"] = new JsonObject { [IndexEntry.ReferenceAnnotation] = "theirs" };
        await File.WriteAllTextAsync(_host.Layout.IndexFile, index.ToJsonString(), StoreHost.Token);

        await _host.PutAsync("one", "alpine:4");
        await _host.Parts.Pruner.PruneAsync(new PruneImagesOptions { All = true }, StoreHost.Token);

        _host.Parts.Index.Read().Should().BeEmpty();
        _host.Parts.Index.ReadForeign().Should().ContainSingle();
        _host.HasBlobs(foreign).Should().BeTrue();
        _host.HasLayers(foreign).Should().BeTrue();
    }

    [Fact]
    public async Task A_damaged_index_says_what_to_do()
    {
        await _host.PutAsync("one", "alpine:3");
        await File.WriteAllTextAsync(_host.Layout.IndexFile, "{", StoreHost.Token);

        var read = () => _host.Parts.Index.Read();

        read.Should().Throw<ImageException>().WithMessage("*index.json*Remove it and pull*");
    }

    [Fact]
    public async Task A_reference_that_moves_leaves_the_old_image_without()
    {
        var old = await _host.PutAsync("old", "alpine:3");
        var image = await _host.PutAsync("new", "alpine:3");

        var entries = _host.Parts.Index.Read();

        entries.Should().HaveCount(2);
        entries.Single(entry => entry.Manifest == old.Digest).Reference.Should().BeNull();
        entries.Single(entry => entry.Manifest == image.Digest).Reference.Should().NotBeNull();
    }

    [Fact]
    public async Task An_image_that_gets_a_reference_is_no_longer_without()
    {
        await _host.PutAsync("old", "alpine:3");
        await _host.PutAsync("new", "alpine:3");
        await _host.PutAsync("old", "alpine:2");

        _host.Parts.Index.Read().Should().HaveCount(2).And.NotContain(entry => entry.Reference == null);
    }

    public void Dispose() => _host.Dispose();
}
