using Youki.Runtime.Images.Documents;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.TestImages;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images.Registry;

/// <summary>Whole pulls from a real registry, as users make them.</summary>
public sealed class RegistryPullTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pull_through_a_connection_that_breaks_unpacks_the_image()
    {
        RegistryBench.SkipWithoutRegistry();
        var noise = new byte[400_000];
        new Random(2).NextBytes(noise);
        var image = new ImageBuilder { Config = new() { Cmd = ["/bin/app"] } }.Layer(layer => layer.File("noise", Convert.ToBase64String(noise))).Build();
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var proxy = await FaultProxy.StartAsync(registry.Uri);
        using var bench = new RegistryBench();
        await PushAsync(bench, image, $"{registry.Address}/app:1");
        proxy.Break(request => request.Path.EndsWith(image.Layers[0].Digest.Value, StringComparison.Ordinal), RegistryFaults.BreakAfter(100_000), times: 2);
        await using var runtime = YoukiRuntime.Create(new YoukiRuntimeOptions { ImageDirectory = $"{bench.Home}/images" });

        var pulled = await runtime.PullImageAsync(ImageReference.Parse($"{proxy.Host}/app:1"), cancellationToken: Token);

        pulled.Id.Should().Be(image.Id);
        (await runtime.InspectImageAsync($"{proxy.Host}/app:1", Token)).Config.Cmd.Should().Equal("/bin/app");
        proxy.Requests.Should().Contain(request => request.Range != null);
    }

    private static async Task PushAsync(RegistryBench bench, TestImage image, string reference)
    {
        await using var target = await bench.Clients.OpenTargetAsync(ImageReference.Parse(reference), null, Token);
        foreach (var (digest, content) in image.Blobs)
        {
            await target.PutBlobAsync(new ContentDescriptor { MediaType = MediaTypes.OciLayer, Digest = digest, Size = content.Length }, () => new MemoryStream(content), Token);
        }

        await target.PutManifestAsync(new ContentDescriptor { MediaType = image.MediaType, Digest = image.Digest, Size = image.Manifest.Length }, image.Manifest, Token);
    }
}
