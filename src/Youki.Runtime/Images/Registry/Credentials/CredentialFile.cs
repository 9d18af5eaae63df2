using System.Text;
using System.Text.Json;

namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>Reads a file of credentials.</summary>
internal static class CredentialFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads a file. Null: there is none.</summary>
    /// <exception cref="HostResourceException">It cannot be read, or is none.</exception>
    public static CredentialFileDocument? Read(string path)
    {
        if (ReadBytes(path) is not { } bytes)
        {
            return null;
        }

        try
        {
            return bytes.Length == 0 ? CredentialFileDocument.Empty : JsonSerializer.Deserialize(bytes, RegistryJson.Default.CredentialFileDocument) ?? CredentialFileDocument.Empty;
        }
        catch (JsonException exception)
        {
            throw NotReadable(path, $"it is no JSON of docker or podman (line {exception.LineNumber + 1})", null);
        }
    }

    /// <summary>The file's bytes. Null: there is none.</summary>
    /// <exception cref="HostResourceException">It cannot be read.</exception>
    public static byte[]? ReadBytes(string path)
    {
        try
        {
            var bytes = File.Exists(path) ? File.ReadAllBytes(path) : null;
            return bytes?.Length > MaxBytes ? throw NotReadable(path, "it has more than 1 MiB", null) : bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotReadable(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>The entry that fits best: that of the longest beginning of the image's name, and last that of the registry. Source: containers-auth.json(5).</summary>
    public static RegistryCredentials? Find(CredentialFileDocument document, string registry, string repository)
    {
        for (var name = $"{registry}/{repository}"; name.Length > registry.Length; name = name[..name.LastIndexOf('/')])
        {
            if (document.Auths?.GetValueOrDefault(name) is { } entry && Decode(entry) is { } credentials)
            {
                return credentials;
            }
        }

        return (document.Auths ?? new Dictionary<string, CredentialEntry?>())
            .Where(entry => entry.Value is not null && RegistryKeys.Names(entry.Key, registry))
            .OrderByDescending(entry => string.Equals(entry.Key, registry, StringComparison.OrdinalIgnoreCase))
            .Select(entry => Decode(entry.Value!))
            .FirstOrDefault(credentials => credentials is not null);
    }

    /// <summary>The registry's own helper. Null: it has none.</summary>
    public static string? HelperOf(CredentialFileDocument document, string registry) =>
        document.CredHelpers?.FirstOrDefault(entry => RegistryKeys.Names(entry.Key, registry)).Value is { Length: > 0 } helper ? helper : null;

    private static RegistryCredentials? Decode(CredentialEntry entry)
    {
        var (user, password) = entry.Auth is { Length: > 0 } auth ? Split(auth) : (entry.Username, entry.Password);
        var identity = entry.IdentityToken is { Length: > 0 } token ? token : null;
        return identity is null && (string.IsNullOrEmpty(user) || password is null) ? null
            : new RegistryCredentials { UserName = string.IsNullOrEmpty(user) ? null : user, Password = password, IdentityToken = identity };
    }

    private static (string? User, string? Password) Split(string auth)
    {
        var bytes = new byte[auth.Length];
        if (!Convert.TryFromBase64String(auth, bytes, out var length))
        {
            return default;
        }

        // Some tools pad with zeros.
        var text = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? default : (text[..colon], text[(colon + 1)..]);
    }

    private static HostResourceException NotReadable(string path, string reason, Exception? exception) =>
        new("file", $"The credentials in '{path}' cannot be read: {reason}. Mend or remove the file.", exception);
}
