using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Transfer;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Transfer;

/// <summary>A source of one image or index in memory, which notes what it is asked for and gives other bytes where it is told to.</summary>
internal sealed class MemorySource : IImageSource
{
    private readonly Dictionary<Digest, (string MediaType, byte[] Content)> _manifests = [];
    private readonly Dictionary<Digest, byte[]> _blobs = [];
    private Digest _named;

    /// <summary>What was asked for: manifests, and blobs with their offset.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Whether it tells the digest of its reference without sending anything.</summary>
    public bool Resolves { get; init; } = true;

    /// <summary>Replaces the content of a blob on its way.</summary>
    public Dictionary<Digest, Func<byte[], byte[]>> Changes { get; } = [];

    /// <summary>Blobs that break off after so many bytes.</summary>
    public Dictionary<Digest, int> Breaks { get; } = [];

    /// <summary>Runs before a blob is opened.</summary>
    public Func<Digest, Task>? Opening { get; set; }

    public MemorySource Serve(TestImage image)
    {
        Add(image);
        _named = image.Digest;
        return this;
    }

    public MemorySource Serve(TestIndex index)
    {
        foreach (var image in index.Images)
        {
            Add(image);
        }

        _manifests[index.Digest] = (index.MediaType, index.Content);
        _named = index.Digest;
        return this;
    }

    public void AddManifest(Digest digest, string mediaType, byte[] content) => _manifests[digest] = (mediaType, content);

    public void Name(Digest digest) => _named = digest;

    public Task<Digest?> TryResolveAsync(CancellationToken cancellationToken) => Task.FromResult<Digest?>(Resolves ? _named : null);

    public Task<FetchedManifest> FetchManifestAsync(Digest? digest, CancellationToken cancellationToken)
    {
        Note($"manifest {digest?.Hex[..8] ?? "named"}");
        return _manifests.TryGetValue(digest ?? _named, out var found)
            ? Task.FromResult(new FetchedManifest(found.MediaType, found.Content))
            : throw new ImageNotFoundException("memory", $"There is no {digest}.");
    }

    public async Task<BlobContent> OpenBlobAsync(ContentDescriptor blob, long offset, CancellationToken cancellationToken)
    {
        Note($"blob {blob.Digest.Hex[..8]} {offset}");
        if (Opening is not null)
        {
            await Opening(blob.Digest);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var content = Changes.TryGetValue(blob.Digest, out var change) ? change([.. _blobs[blob.Digest]]) : _blobs[blob.Digest];
        return new BlobContent(
            Breaks.TryGetValue(blob.Digest, out var length) ? new BreakingStream(content[(int)offset..], length) : new MemoryStream(content[(int)offset..]), offset);
    }

    public int CountOf(Digest blob)
    {
        lock (Requests)
        {
            return Requests.Count(request => request.StartsWith($"blob {blob.Hex[..8]}", StringComparison.Ordinal));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Add(TestImage image)
    {
        _manifests[image.Digest] = (image.MediaType, image.Manifest);
        foreach (var (digest, content) in image.Blobs)
        {
            _blobs[digest] = content;
        }
    }

    private void Note(string request)
    {
        lock (Requests)
        {
            Requests.Add(request);
        }
    }

    private sealed class BreakingStream(byte[] content, int length) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position < length
            ? await base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - Position)], cancellationToken)
            : throw new RegistryException("memory", "memory", "The connection broke off.");
    }
}
