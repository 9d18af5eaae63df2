using System.Security.Cryptography;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Transfer;

/// <summary>A store that pulls from memory.</summary>
internal sealed class PullHost : IDisposable
{
    public const string Reference = "registry.example/web:1";

    public PullHost(Action<ImageOptions>? configure = null) => Store = new StoreHost(configure, (_, _, _) =>
    {
        Opened++;
        return Task.FromResult<Youki.Runtime.Images.Transfer.IImageSource>(Source);
    });

    public StoreHost Store { get; }

    public MemorySource Source { get; set; } = new();

    /// <summary>How often a source was opened.</summary>
    public int Opened { get; private set; }

    public Task<ImageInfo> PullAsync(string reference = Reference, PullOptions? options = null) =>
        Store.Parts.Store.PullAsync(ImageReference.Parse(reference), options ?? new PullOptions { Policy = PullPolicy.Always }, StoreHost.Token);

    /// <summary>An image of several layers, each with a file that does not compress.</summary>
    public static TestImage Image(int layers = 2, int bytes = 100_000, int seed = 0)
    {
        var random = new Random(seed);
        var builder = new ImageBuilder { Config = new() { Cmd = [$"{seed}"] } };
        for (var number = 0; number < layers; number++)
        {
            var content = new byte[bytes];
            random.NextBytes(content);
            builder.Layer(layer => layer.File($"file{number}", content));
        }

        return builder.Build();
    }

    public string ReadFile(TestImage image, int layer) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(
        Path.Combine(Store.Parts.Layers.FilesOf(image.Layers[layer].DiffId), $"file{layer}"))));

    /// <summary>Nothing of a failed pull may look complete, and nobody may think that it goes on.</summary>
    public void AssertNothingIsHalfDone()
    {
        Store.Parts.Index.Read().Should().BeEmpty();
        if (!Directory.Exists(Store.Layout.Root))
        {
            return;
        }

        Directory.EnumerateFiles(Store.Layout.LeaseDirectory).Should().BeEmpty();
        Directory.EnumerateDirectories(Store.Layout.IngestDirectory).Should().BeEmpty("layers are never gone on with");
        Directory.EnumerateFiles(Store.Layout.LockDirectory).Select(Path.GetFileName).Should().BeSubsetOf(["store"]);
    }

    public void Dispose() => Store.Dispose();
}
