using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks the contents of files against the mounts that they are for. Contents are secrets: no part of a message.</summary>
internal static class FileContentChecks
{
    /// <summary>Checks that all files have their content, and nothing is handed in that is not asked for.</summary>
    public static IEnumerable<string> OfCreation(ContainerConfig config, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? contents)
    {
        foreach (var name in FilesOf(config).Select(file => file.Name).Where(name => name is not null && contents?.ContainsKey(name) != true).Distinct())
        {
            yield return $"Files: the content of {Quote(name)}, which Mounts names, is missing.";
        }

        foreach (var error in Of(config, contents))
        {
            yield return error;
        }
    }

    /// <summary>Checks what is handed in.</summary>
    public static IEnumerable<string> Of(ContainerConfig config, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? contents)
    {
        contents ??= new Dictionary<string, ReadOnlyMemory<byte>>();
        var files = FilesOf(config).Where(file => file.Name is not null).ToLookup(file => file.Name);
        foreach (var (name, content) in contents)
        {
            if (!files.Contains(name))
            {
                yield return $"Files[{Quote(name)}]: Mounts names no such file.";
            }
            else if (content.Length > FileLimits.MaxFileBytes)
            {
                yield return $"Files[{Quote(name)}]: it has {content.Length} bytes; {FileLimits.MaxFileBytes} are taken.";
            }
            else if (files[name].Any(file => file.Digest is { } digest && digest != default && digest != Hash(digest, content.Span)))
            {
                yield return $"Files[{Quote(name)}]: its content is not the one that the digest is of.";
            }
        }

        if (FilesOf(config).Sum(file => file.Name is not null && contents.TryGetValue(file.Name, out var content) ? (long)content.Length : 0) > FileLimits.MaxTotalBytes)
        {
            yield return $"Files: together they have more than {FileLimits.MaxTotalBytes} bytes.";
        }
    }

    private static IEnumerable<FileMount> FilesOf(ContainerConfig config) => (config.Mounts ?? []).OfType<FileMount>();

    private static Digest Hash(Digest like, ReadOnlySpan<byte> content) => like.Algorithm == System.Security.Cryptography.HashAlgorithmName.SHA256
        ? Digest.Of(content)
        : Digest.FromHash(like.Algorithm, System.Security.Cryptography.SHA512.HashData(content));
}
