using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>Changes files of credentials; what it does not know in them stays.</summary>
internal sealed class CredentialFileWriter(TimeProvider time)
{
    private const string Auths = "auths";

    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Puts credentials in, in place of all that the registry had.</summary>
    public Task StoreAsync(string path, string registry, RegistryCredentials credentials, CancellationToken cancellationToken) => ChangeAsync(
        path,
        document =>
        {
            var auths = document[Auths] as JsonObject ?? [];
            Remove(auths, registry);
            auths[RegistryKeys.StoredName(registry)] = Entry(credentials);
            document[Auths] = auths;
            return true;
        },
        cancellationToken);

    /// <summary>Takes a registry's credentials out.</summary>
    /// <returns>Whether there were any.</returns>
    public Task<bool> RemoveAsync(string path, string registry, CancellationToken cancellationToken) =>
        ChangeAsync(path, document => document[Auths] is JsonObject auths && Remove(auths, registry), cancellationToken);

    private static bool Remove(JsonObject auths, string registry)
    {
        var names = auths.Select(entry => entry.Key).Where(key => RegistryKeys.Names(key, registry)).ToList();
        names.ForEach(name => auths.Remove(name));
        return names.Count > 0;
    }

    private static JsonObject Entry(RegistryCredentials credentials)
    {
        var entry = new JsonObject();
        if (credentials is { UserName: { } user, Password: { } password })
        {
            entry["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        }

        if (credentials.IdentityToken is { } token)
        {
            entry["identitytoken"] = token;
        }

        return entry;
    }

    private async Task<bool> ChangeAsync(string path, Func<JsonObject, bool> change, CancellationToken cancellationToken)
    {
        // Some keep the file elsewhere and a link here: the link stays.
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        PrivateDirectory.Create(Path.GetDirectoryName(target)!);
        var lockPath = target + ".lock";
        using var held = await LockAsync(lockPath, cancellationToken).ConfigureAwait(false);
        try
        {
            var document = Parse(path, CredentialFile.ReadBytes(target));
            if (!change(document))
            {
                return false;
            }

            AtomicFile.Write(target, Serialize(document));
            return true;
        }
        finally
        {
            FileLock.Remove(held, lockPath);
        }
    }

    private static JsonObject Parse(string path, byte[]? content)
    {
        try
        {
            return content is not { Length: > 0 } ? [] : JsonNode.Parse(content) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new HostResourceException("file", $"'{path}' is no JSON of docker or podman, so nothing can be stored in it. Mend or remove the file.", exception);
        }
    }

    private static byte[] Serialize(JsonObject document)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, IndentCharacter = '\t', IndentSize = 1 }))
        {
            document.WriteTo(writer);
        }

        return content.ToArray();
    }

    private async Task<Microsoft.Win32.SafeHandles.SafeFileHandle> LockAsync(string path, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            try
            {
                if (FileLock.TryAcquire(path) is { } held)
                {
                    return held;
                }
            }
            catch (NativeException exception)
            {
                throw new HostResourceException("file", $"'{path}' cannot be made: {exception.Message}. Look at the mode of its directory.", exception);
            }

            if (time.GetElapsedTime(begin) > LockLimit)
            {
                throw new OperationTimeoutException($"the lock '{path}'", LockLimit, "Another login goes on.");
            }

            await Task.Delay(LockPause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
