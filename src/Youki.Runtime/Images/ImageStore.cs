namespace Youki.Runtime.Images;

/// <summary>What callers ask of images that are, or come to be, in the store.</summary>
internal sealed class ImageStore(ImageParts parts)
{
    public async Task<ImageInfo> PullAsync(ImageReference image, PullOptions? options, CancellationToken cancellationToken)
    {
        if (image == default)
        {
            throw new ArgumentException("The default reference leads nowhere.", nameof(image));
        }

        var lease = parts.Leases.Open();
        await using (lease.ConfigureAwait(false))
        {
            var pulled = await parts.Puller.PullAsync(image, options ?? new PullOptions { Policy = PullPolicy.Always }, lease, cancellationToken).ConfigureAwait(false);
            return parts.Views.Describe(pulled.Documents, parts.Index.Read());
        }
    }

    public async Task<ImageRemoval> RemoveAsync(string image, bool force, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await parts.Remover.RemoveAsync(image, force, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ImageRemoval> PruneAsync(PruneImagesOptions options, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await parts.Pruner.PruneAsync(options, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ImageVerification>> VerifyAsync(string? image, VerifyImageOptions options, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await parts.Verifier.VerifyAsync(image, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs what reads files for a while on no thread of the caller's.</summary>
    public static async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return work();
    }

    public async Task TagAsync(string image, ImageReference target, CancellationToken cancellationToken)
    {
        if (target is not { Transport: ImageTransport.Registry, Tag: not null, Digest: null })
        {
            throw new ImageException(target.ToString(), $"'{target}' cannot be given to an image: it must be a name with a tag and without a digest, such as registry.example/web:1.");
        }

        // Of an id that several references lead to, each platform once.
        var entries = parts.Finder.FindAll(image).Entries.DistinctBy(entry => (entry.Manifest, entry.Platform)).ToList();
        await parts.Names.AddAsync(entries, target, cancellationToken).ConfigureAwait(false);
    }
}
