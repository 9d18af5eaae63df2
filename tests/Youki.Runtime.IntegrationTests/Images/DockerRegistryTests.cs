using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images;

/// <summary>The registry that tests use takes what the builders of test images make.</summary>
public sealed class DockerRegistryTests
{
    private static readonly TestImage Small = new ImageBuilder().Layer(layer => layer.File("hello", "hello\n")).Build();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ImageFormat.Oci)]
    [InlineData(ImageFormat.Docker)]
    public async Task Registry_takes_images_and_indexes(ImageFormat format)
    {
        await using var registry = await StartAsync(new());
        var image = new ImageBuilder { Format = format, Compression = LayerCompression.Zstd }.Layer(layer => layer.File("hello", "hello\n")).Build();

        var reference = await registry.PushAsync("a/b", "1", image, Token);
        await registry.PushAsync("a/b", "2", TestIndex.Of(format, [image]), Token);

        reference.Should().Be($"{registry.Address}/a/b:1");
        await TestNode.EventuallyAsync(() => Task.FromResult(registry.Requests.Contains("PUT /v2/a/b/manifests/2")));
    }

    [Fact]
    public async Task Registry_with_certificates_and_an_account_lets_its_own_client_in_only()
    {
        using var authority = new TestAuthority();
        await using var registry = await StartAsync(new() { Account = new() { UserName = "user", Password = "pass:word" }, Authority = authority, ClientAuthority = authority });
        using var stranger = new HttpClient();

        await registry.PushAsync("a", "1", Small, Token);
        var act = () => stranger.GetAsync(new Uri(registry.Uri, "v2/"), Token);

        await act.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Registry_that_cannot_start_says_why()
    {
        var act = () => StartAsync(new() { More = "nonsense: [" });

        await act.Should().ThrowAsync<InvalidOperationException>().WithMessage("*yaml*");
    }

    private static Task<DockerRegistry> StartAsync(RegistrySetup setup)
    {
        Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");
        return DockerRegistry.StartAsync(setup, Token);
    }
}
