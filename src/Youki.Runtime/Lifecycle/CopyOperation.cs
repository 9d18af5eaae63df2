using Youki.Runtime.Copying;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle;

/// <summary>Copies files into and out of containers, as tars and from and to the host's directories.</summary>
internal sealed class CopyOperation(LifecycleServices services, ContainerRoots roots, ContainerChanges changes)
{
    private static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromHours(1);

    /// <summary>Writes what is at a path as a tar.</summary>
    public Task<CopyResult> WriteArchiveAsync(ContainerId id, string path, Stream destination, CopyOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var parsed = CopyPath.Parse(path);
        return RunAsync(id, options, async (options, budget, token) =>
        {
            using var root = await roots.OpenAsync(id, writable: false, token).ConfigureAwait(false);
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            using var source = CopySource.Open(root, parsed, options.FollowLink);
            await source.WriteAsync(destination, source.Path.Name, budget, token).ConfigureAwait(false);

            // Of a container that was removed meanwhile, files may have been missing.
            changes.Made(id);
        }, cancellationToken);
    }

    /// <summary>Makes the files of a tar in a directory.</summary>
    public Task<CopyResult> ReadArchiveAsync(ContainerId id, string path, Stream source, CopyOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var parsed = CopyPath.Parse(path);
        return RunAsync(id, options, async (options, budget, token) =>
        {
            using var root = await roots.OpenAsync(id, writable: true, token).ConfigureAwait(false);
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            using var target = CopyTarget.Open(root, parsed.Text, parsed.Bytes);
            await ExtractAsync(target, options, budget, (sink, stop) => CopyStages.PumpAsync(source, sink, stop), token).ConfigureAwait(false);
            changes.Made(id);
        }, cancellationToken);
    }

    /// <summary>Copies what is at a path to a path of the host.</summary>
    public Task<CopyResult> ToHostAsync(ContainerId id, string path, string localPath, CopyOptions? options, CancellationToken cancellationToken)
    {
        var (from, to) = (CopyPath.Parse(path), Local(localPath));
        return RunAsync(id, options, async (options, budget, token) =>
        {
            using var root = await roots.OpenAsync(id, writable: false, token).ConfigureAwait(false);
            using var host = CopyRoot.OpenHost();
            await CopyAsync(root, from, host, to, options, budget, token).ConfigureAwait(false);
            changes.Made(id);
        }, cancellationToken);
    }

    /// <summary>Copies what is at a path of the host to a path.</summary>
    public Task<CopyResult> FromHostAsync(ContainerId id, string path, string localPath, CopyOptions? options, CancellationToken cancellationToken)
    {
        var (from, to) = (Local(localPath), CopyPath.Parse(path));
        return RunAsync(id, options, async (options, budget, token) =>
        {
            using var root = await roots.OpenAsync(id, writable: true, token).ConfigureAwait(false);
            using var host = CopyRoot.OpenHost();
            await CopyAsync(host, from, root, to, options, budget, token).ConfigureAwait(false);
            changes.Made(id);
        }, cancellationToken);
    }

    private static async Task CopyAsync(CopyRoot fromRoot, CopyPath from, CopyRoot toRoot, CopyPath to, CopyOptions options, CopyBudget budget, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var source = CopySource.Open(fromRoot, from, options.FollowLink);
        var place = CopyPlace.Find(toRoot, to, source);
        using var target = place.Target;
        await ExtractAsync(target, options, budget, (sink, stop) => source.WriteAsync(sink, place.Name, null, stop), cancellationToken).ConfigureAwait(false);
    }

    private static async Task ExtractAsync(CopyTarget target, CopyOptions options, CopyBudget budget, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var extractor = new CopyExtractor(target, new CopyAttributes(options.Archive, target.IsHost, target.Mappings), budget);
        await CopyStages.RunAsync(write, extractor, budget, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CopyResult> RunAsync(ContainerId id, CopyOptions? options, Func<CopyOptions, CopyBudget, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        options ??= new CopyOptions();
        var limit = options.TimeLimit ?? DefaultTimeLimit;
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxBytes ?? 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxEntries ?? 0, nameof(options));
        var budget = new CopyBudget(options);
        using var timer = new CancellationTokenSource(limit, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            await copy(options, budget, either.Token).ConfigureAwait(false);
            return budget.Result;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new OperationTimeoutException($"the files of container {id} to be copied", limit, $"What was copied until then is there. Raise {nameof(CopyOptions)}.{nameof(CopyOptions.TimeLimit)} if there is more.") { ContainerId = id };
        }
        catch (NativeException exception)
        {
            throw new CopyException("/", $"The files of container {id} cannot be copied: {exception.Message}.", exception) { ContainerId = id };
        }
    }

    // Path.GetFullPath takes a '.' at the end away, which says that only what is in the directory is meant.
    private static CopyPath Local(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = System.IO.Path.GetFullPath(path);
        return CopyPath.Parse(path is "." || path.EndsWith("/.", StringComparison.Ordinal) ? $"{full.TrimEnd('/')}/." : full);
    }
}
