using System.Net;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images.Registry;

/// <summary>A real registry behind what breaks things on the way.</summary>
public sealed class FaultyRegistryTests : IAsyncLifetime
{
    private readonly RegistryBench _bench = new(new ImageOptions { StallTimeout = TimeSpan.FromSeconds(1), MaxRetries = 4 });
    private DockerRegistry? _registry;
    private FaultProxy _proxy = null!;

    private string Image => $"{_proxy.Host}/web:1";

    public async ValueTask InitializeAsync()
    {
        if (DockerRegistry.IsOnHost)
        {
            _registry = await DockerRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
            _proxy = await FaultProxy.StartAsync(_registry.Uri);
            await _bench.PushAsync($"{_registry.Address}/web:1");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _bench.Dispose();
        if (_registry is not null)
        {
            await _proxy.DisposeAsync();
            await _registry.DisposeAsync();
        }
    }

    [Fact]
    public async Task Truncated_blob_goes_on_where_it_broke()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsBlob, RegistryFaults.BreakAfter(200_000), times: 2);

        (await _bench.ReadLayerAsync(Image)).Should().Equal(_bench.Layer);
        _proxy.Requests.Where(request => request.IsBlob).Select(request => request.Range).Should().HaveCount(3).And.Subject.First().Should().BeNull();
    }

    [Fact]
    public async Task Stalled_blob_goes_on()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsBlob, RegistryFaults.StallAfter(100_000), times: 1);

        (await _bench.ReadLayerAsync(Image)).Should().Equal(_bench.Layer);
    }

    [Fact]
    public async Task Blob_that_ignores_ranges_goes_on()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsBlob, RegistryFaults.BreakAfter(200_000), times: 1);
        _proxy.Break(request => request.IsBlob, RegistryFaults.IgnoreRange);

        (await _bench.ReadLayerAsync(Image)).Should().Equal(_bench.Layer);
    }

    [Fact]
    public async Task Blob_without_a_length_comes_whole()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsBlob, RegistryFaults.WithoutLength);

        (await _bench.ReadLayerAsync(Image)).Should().Equal(_bench.Layer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Blob_of_another_length_is_refused(bool isLonger)
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsBlob, isLonger ? RegistryFaults.Lengthen(10) : RegistryFaults.Shorten(10));

        var read = () => _bench.ReadLayerAsync(Image);

        await read.Should().ThrowAsync<ImageDamagedException>();
    }

    [Fact]
    public async Task Manifest_with_a_wrong_byte_is_damaged_where_it_is_named_by_digest()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsManifest, RegistryFaults.FlipByte(20));

        var fetch = () => _bench.FetchAsync($"{_proxy.Host}/web@{Digest.Of(_bench.Manifest)}");

        await fetch.Should().ThrowAsync<ImageDamagedException>();
    }

    [Fact]
    public async Task Wrong_digest_in_the_head_is_an_error()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsManifest, RegistryFaults.Header("Docker-Content-Digest", Digest.Of("other"u8).Value));

        var fetch = () => _bench.FetchAsync(Image);

        await fetch.Should().ThrowAsync<ImageDamagedException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Manifest_of_20_MB_is_not_taken_in(bool withLength)
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsManifest, RegistryFaults.HugeManifest(withLength: withLength));

        var fetch = () => _bench.FetchAsync(Image);

        await fetch.Should().ThrowAsync<ImageFormatException>().WithMessage("*4 MiB*");
    }

    [Fact]
    public async Task Endless_401_ends()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(_ => true, RegistryFaults.Unauthorized());

        var fetch = () => _bench.FetchAsync(Image, RegistryBench.Ada);

        (await fetch.Should().ThrowAsync<RegistryException>()).Which.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        _proxy.Requests.Count(request => request.IsManifest).Should().BeLessThan(4);
    }

    [Fact]
    public async Task Refusals_that_pass_are_outlived()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsManifest, RegistryFaults.Status(429, TimeSpan.FromSeconds(30)), times: 1);
        _proxy.Break(request => request.IsManifest, RegistryFaults.Status(500), times: 2);
        _proxy.Break(request => request.IsManifest, RegistryFaults.Disconnect, times: 1);
        _proxy.Break(request => request.IsBlob, RegistryFaults.Silence, times: 1);

        (await _bench.FetchAsync(Image)).Content.Should().Equal(_bench.Manifest);
        (await _bench.ReadLayerAsync(Image)).Should().Equal(_bench.Layer);
    }

    [Fact]
    public async Task Redirect_to_another_host_carries_no_credentials()
    {
        RegistryBench.SkipWithoutRegistry();
        await using var other = await FaultProxy.StartAsync(_registry!.Uri);
        _proxy.Break(request => request.Authorization is null, RegistryFaults.Unauthorized());
        _proxy.Break(request => request.IsBlob, RegistryFaults.RedirectTo(other.Url));

        (await _bench.ReadLayerAsync(Image, credentials: RegistryBench.Ada)).Should().Equal(_bench.Layer);
        other.Requests.Should().ContainSingle().Which.Authorization.Should().BeNull();
    }

    [Fact]
    public async Task Missing_blob_is_not_found()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsBlob, RegistryFaults.Refuse(404, "BLOB_UNKNOWN", "blob unknown to registry"));

        var read = () => _bench.ReadLayerAsync(Image);

        await read.Should().ThrowAsync<ImageNotFoundException>();
    }

    [Fact]
    public async Task Upload_that_breaks_is_sent_anew()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsUpload && request.Method == "PUT", RegistryFaults.Disconnect, times: 2);

        await _bench.PushAsync($"{_proxy.Host}/other:1");

        (await _bench.ReadLayerAsync($"{_proxy.Host}/other:1")).Should().Equal(_bench.Layer);
    }

    [Fact]
    public async Task Mirror_that_is_broken_is_replaced_in_the_middle()
    {
        RegistryBench.SkipWithoutRegistry();
        _proxy.Break(request => request.IsBlob, RegistryFaults.BreakAfter(100_000), times: 1);
        _proxy.Break(request => request.IsBlob, RegistryFaults.Status(503));
        using var bench = new RegistryBench(new ImageOptions { Registries = { [_registry!.Address] = new RegistryOptions { Mirrors = [$"http://{_proxy.Host}"] } } });

        (await bench.ReadLayerAsync($"{_registry.Address}/web:1")).Should().Equal(_bench.Layer);
        _proxy.Requests.Should().Contain(request => request.IsBlob);
    }
}
