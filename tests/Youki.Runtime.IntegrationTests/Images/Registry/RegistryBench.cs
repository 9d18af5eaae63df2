using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Execution;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Registry;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Images.Registry.Credentials;
using Youki.Runtime.Images.Transfer;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images.Registry;

/// <summary>Registry clients on real connections, with short waits and a home of their own, and an image of one layer to move about.</summary>
internal sealed class RegistryBench : IDisposable
{
    private const int LayerLength = 500_000;

    public RegistryBench(ImageOptions? options = null)
    {
        Options = options ?? new ImageOptions { StallTimeout = TimeSpan.FromSeconds(2) };
        Clients = new RegistryClients(
            Options,
            null,
            new ProcessRunner(NullLogger<ProcessRunner>.Instance, TimeProvider.System),
            TimeProvider.System,
            NullLoggerFactory.Instance,
            new RetryPace { First = TimeSpan.FromMilliseconds(1), LongestWish = TimeSpan.FromMilliseconds(1) },
            new CredentialPaths(name => name is "HOME" or "XDG_RUNTIME_DIR" ? Home : null));
        Layer = new byte[LayerLength];
        new Random(1).NextBytes(Layer);
        var config = """{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"""u8.ToArray();
        Config = config;
        Manifest = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{"mediaType":"{{MediaTypes.OciConfig}}","digest":"{{Digest.Of(config)}}","size":{{config.Length}}},"""
            + $$"""
            "layers":[{"mediaType":"{{MediaTypes.OciLayer}}","digest":"{{Digest.Of(Layer)}}","size":{{Layer.Length}}}]}
            """);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static RegistryCredentials Ada { get; } = new() { UserName = "ada", Password = "pass word:1" };

    public string Home { get; } = Directory.CreateTempSubdirectory("youki-runtime-registry-").FullName;

    public ImageOptions Options { get; }

    public RegistryClients Clients { get; }

    public byte[] Layer { get; }

    public byte[] Config { get; }

    public byte[] Manifest { get; }

    public ContentDescriptor LayerBlob => new() { MediaType = MediaTypes.OciLayer, Digest = Digest.Of(Layer), Size = Layer.Length };

    public static void SkipWithoutRegistry() => Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");

    /// <summary>Sends the image.</summary>
    public async Task PushAsync(string reference, RegistryCredentials? credentials = null)
    {
        await using var target = await Clients.OpenTargetAsync(ImageReference.Parse(reference), credentials, Token);
        foreach (var (content, type) in new[] { (Layer, MediaTypes.OciLayer), (Config, MediaTypes.OciConfig) })
        {
            var blob = new ContentDescriptor { MediaType = type, Digest = Digest.Of(content), Size = content.Length };
            if (!await target.HasBlobAsync(blob, Token))
            {
                await target.PutBlobAsync(blob, () => new MemoryStream(content), Token);
            }
        }

        await target.PutManifestAsync(new ContentDescriptor { MediaType = MediaTypes.OciManifest, Digest = Digest.Of(Manifest), Size = Manifest.Length }, Manifest, Token);
    }

    public Task<IImageSource> OpenAsync(string reference, RegistryCredentials? credentials = null) => Clients.OpenSourceAsync(ImageReference.Parse(reference), credentials, Token);

    public async Task<FetchedManifest> FetchAsync(string reference, RegistryCredentials? credentials = null)
    {
        await using var source = await OpenAsync(reference, credentials);
        return await source.FetchManifestAsync(null, Token);
    }

    public async Task<byte[]> ReadLayerAsync(string reference, long offset = 0, RegistryCredentials? credentials = null)
    {
        await using var source = await OpenAsync(reference, credentials);
        await using var content = await source.OpenBlobAsync(LayerBlob, offset, Token);
        using var all = new MemoryStream();
        await content.Content.CopyToAsync(all, Token);
        return all.ToArray();
    }

    public void Dispose()
    {
        Clients.Dispose();
        Directory.Delete(Home, recursive: true);
    }
}
