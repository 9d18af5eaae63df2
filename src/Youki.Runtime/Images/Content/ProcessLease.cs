namespace Youki.Runtime.Images.Content;

/// <summary>
/// What this process works on. Digests are added before it is looked whether their content is there: whatever is found after that stays.
/// It holds until it is disposed, or until the process ends.
/// </summary>
internal sealed class ProcessLease(LeaseStore leases, string path) : IAsyncDisposable
{
    private LeaseRecord? _lease;

    public async Task AddAsync(
        IReadOnlyCollection<Digest> manifests, IReadOnlyCollection<Digest> blobs, IReadOnlyCollection<Digest> layers, CancellationToken cancellationToken)
    {
        using var held = await leases.LockAsync(cancellationToken).ConfigureAwait(false);
        Add(manifests, blobs, layers);
    }

    /// <summary>As <see cref="AddAsync"/>, where the caller holds the store's lock.</summary>
    public void Add(IReadOnlyCollection<Digest> manifests, IReadOnlyCollection<Digest> blobs, IReadOnlyCollection<Digest> layers)
    {
        var lease = _lease ?? leases.New();
        lease = lease with { Manifests = [.. lease.Manifests.Union(manifests)], Blobs = [.. lease.Blobs.Union(blobs)], Layers = [.. lease.Layers.Union(layers)] };
        LeaseStore.Write(path, lease);
        _lease = lease;
    }

    public ValueTask DisposeAsync()
    {
        if (_lease is not null)
        {
            File.Delete(path);
        }

        return ValueTask.CompletedTask;
    }
}
