using System.Text.Json;
using Youki.Runtime.Images.Content;

namespace Youki.Runtime.Tests.Images.Content;

public sealed class LeaseTests : IDisposable
{
    private const string Reference = "registry.example/web:1";

    private readonly StoreHost _host = new();

    [Fact]
    public async Task A_lease_of_a_container_holds_while_its_bundle_is_there()
    {
        var image = await _host.PutAsync("one", Reference);
        var (_, bundle) = await _host.KeepAsync(image, Reference);
        _host.Time.Advance(TimeSpan.FromDays(100));

        Leases().Should().ContainSingle();
        Directory.Delete(bundle);
        Leases().Should().BeEmpty();
    }

    [Fact]
    public async Task A_lease_of_a_container_holds_for_a_while_before_its_bundle_is_made()
    {
        var image = await _host.PutAsync("one", Reference);

        await _host.Parts.Containers.KeepAsync(StoreHost.ContainerImage(image, Reference), ContainerId.Parse("web"), _host.At("bundles/later"), StoreHost.Token);

        Leases().Should().ContainSingle();
    }

    [Fact]
    public async Task A_damaged_lease_of_a_container_keeps_the_image_that_its_name_tells()
    {
        var image = await _host.PutAsync("one", Reference);
        var (id, bundle) = await _host.KeepAsync(image, Reference);
        await File.WriteAllTextAsync(Directory.EnumerateFiles(_host.Layout.LeaseDirectory).Single(), "", StoreHost.Token);

        await _host.Parts.Pruner.PruneAsync(new PruneImagesOptions { All = true }, StoreHost.Token);
        _host.HasLayers(image).Should().BeTrue();
        await _host.Parts.Containers.ReleaseAsync(id, bundle, StoreHost.Token);
        await _host.Parts.Pruner.PruneAsync(new PruneImagesOptions { All = true }, StoreHost.Token);

        _host.IsEmptyOf(image).Should().BeTrue();
    }

    [Fact]
    public async Task A_lease_of_a_process_that_is_gone_is_swept()
    {
        var image = await _host.PutAsync("one", Reference);
        var record = _host.Parts.Leases.New() with { StartTime = 1, Manifests = [image.Digest] };
        await File.WriteAllBytesAsync(
            Path.Combine(_host.Layout.LeaseDirectory, LeaseFile.ForProcess(record.Pid)), JsonSerializer.SerializeToUtf8Bytes(record, ContentJson.Default.LeaseRecord), StoreHost.Token);

        await _host.Parts.Pruner.PruneAsync(new PruneImagesOptions { All = true }, StoreHost.Token);

        _host.IsEmptyOf(image).Should().BeTrue();
        Directory.EnumerateFiles(_host.Layout.LeaseDirectory).Should().BeEmpty();
    }

    [Fact]
    public async Task Keeping_another_image_for_a_container_lets_the_first_go()
    {
        var one = await _host.PutAsync("one", Reference);
        var two = await _host.PutAsync("two", "registry.example/web:2");
        await _host.KeepAsync(one, Reference);

        await _host.KeepAsync(two, "registry.example/web:2");

        Leases().Should().ContainSingle().Which.Image!.Digest.Should().Be(two.Digest);
    }

    private IReadOnlyList<LeaseRecord> Leases() => _host.Parts.Leases.ReadAll(sweep: false);

    public void Dispose() => _host.Dispose();
}
