using System.Text.Json;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.UserNamespaces;

/// <summary>Reads and writes the claims of a pool, and keeps other writers out, those of other processes too.</summary>
internal sealed class IdClaimsFile(string directory, TimeProvider time)
{
    private const string Option = $"{nameof(YoukiRuntimeOptions.UserNamespaces)}.{nameof(IdPoolOptions.Directory)}";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    // It is held for milliseconds; a minute means that something is badly wrong.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private string Path => System.IO.Path.Combine(directory, "ranges.json");

    /// <summary>Whether there ever was a claim.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Keeps others out until it is disposed of. Between threads too: each opens the file for itself.</summary>
    /// <exception cref="OperationTimeoutException">Somebody held it all the time.</exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        PrivateDirectory.Ensure(directory, Option);
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (FileLock.TryAcquire(System.IO.Path.Combine(directory, ".lock")) is { } held)
            {
                return held;
            }

            if (time.GetElapsedTime(started) >= Limit)
            {
                throw new OperationTimeoutException($"the id ranges in '{directory}', which another process uses", Limit, "See which process that is, and do it again when it has ended.");
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The claims. The caller holds the lock, or takes what may be old.</summary>
    /// <exception cref="HostResourceException">The file is damaged, or of another version. To go on without would give ids away twice.</exception>
    public IReadOnlyList<IdClaim> Read()
    {
        try
        {
            var stored = JsonSerializer.Deserialize(File.ReadAllBytes(Path), IdClaimsJson.Default.IdClaims);
            return stored is { SchemaVersion: null or IdClaims.CurrentSchemaVersion } ? stored.Claims
                : throw Damaged($"it is of version {stored?.SchemaVersion}, and this library knows {IdClaims.CurrentSchemaVersion}", null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException exception)
        {
            throw Damaged(exception.Message, exception);
        }
    }

    /// <summary>Replaces the claims; they are on disk then. The caller holds the lock.</summary>
    public void Write(IReadOnlyList<IdClaim> claims) => DurableFile.Write(
        $"{Path}.new", Path, JsonSerializer.SerializeToUtf8Bytes(new IdClaims { SchemaVersion = IdClaims.CurrentSchemaVersion, Claims = claims }, IdClaimsJson.Default.IdClaims));

    private HostResourceException Damaged(string reason, Exception? inner) => new(
        IdMappings.ResourceKind, $"'{Path}', which says which container has which ids, cannot be used: {reason}. Remove all containers that have a user namespace, then the file.", inner);
}
