using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images;

/// <summary>The check of one image.</summary>
internal sealed class VerificationRun(IReadOnlyList<IndexEntry> entries, VerifyImageOptions options, ImageSources sources, TimeProvider time) : IAsyncDisposable
{
    private IImageSource? _source;

    public string Name => entries[0].Name;

    public VerifyImageOptions Options => options;

    public List<string> Problems { get; } = [];

    /// <summary>Whether nothing was found that is damaged still.</summary>
    public bool IsMended { get; set; } = true;

    public bool Add(string problem)
    {
        Problems.Add(problem);
        return true;
    }

    public TransferProgress ProgressOf(ContentDescriptor blob) => new(options.Progress, Name, blob.Digest, blob.Size, time);

    /// <summary>Where the image came from: the first of its references that leads anywhere.</summary>
    /// <exception cref="ImageException">It has none, or it cannot be opened.</exception>
    public async Task<IImageSource> OpenSourceAsync(CancellationToken cancellationToken)
    {
        if (_source is not null)
        {
            return _source;
        }

        var reference = entries.Select(entry => entry.Reference).OfType<ImageReference>().FirstOrDefault();
        return reference != default
            ? _source = await sources.OpenAsync(reference, options.Credentials, cancellationToken).ConfigureAwait(false)
            : throw new ImageException(Name, $"Image '{Name}' has no reference that it could be fetched from again. Remove it.");
    }

    /// <summary>Does what may mend something. Where it fails, why becomes one more problem, and the check goes on.</summary>
    public async Task<T?> TryAsync<T>(Func<Task<T?>> mend)
        where T : class
    {
        try
        {
            return await mend().ConfigureAwait(false);
        }
        catch (YoukiException exception)
        {
            IsMended = false;
            Problems.Add($"It could not be mended: {exception.Message}");
            return null;
        }
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;
}
