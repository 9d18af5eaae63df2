using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what a container is: schema, name, image, host name, labels, annotations.</summary>
internal static class IdentityChecks
{
    private const string DirectoryPrefix = "dir:";

    /// <summary>Characters of a host name. Source: sethostname(2), __NEW_UTS_LEN.</summary>
    private const int MaxHostnameLength = 64;

    /// <summary>Characters of a label of a host name. Source: RFC 1035, 2.3.4.</summary>
    private const int MaxHostnameLabelLength = 63;

    public static IEnumerable<string> Of(ContainerConfig config) =>
        [.. SchemaErrors(config.SchemaVersion), .. NameErrors(config.Name), .. ImageErrors(config.Image), .. HostnameErrors(config.Hostname),
         .. KeyValueErrors(nameof(ContainerConfig.Labels), config.Labels), .. KeyValueErrors(nameof(ContainerConfig.Annotations), config.Annotations)];

    /// <summary>Checks a name that a container is given later.</summary>
    /// <exception cref="ContainerConfigException">It is none.</exception>
    public static void CheckName(ContainerId id, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] errors = [.. NameErrors(name)];
        if (errors.Length > 0)
        {
            throw new ContainerConfigException(errors) { ContainerId = id };
        }
    }

    /// <summary>Whether an image has a program of its own to run; a directory has none.</summary>
    public static bool HasNoCommand(string? image) => string.IsNullOrEmpty(image) || image.StartsWith(DirectoryPrefix, StringComparison.Ordinal);

    private static IEnumerable<string> SchemaErrors(int? version)
    {
        if (version is not (null or ContainerConfig.CurrentSchemaVersion))
        {
            yield return $"SchemaVersion: {version} is not known; this library knows {ContainerConfig.CurrentSchemaVersion}.";
        }
    }

    private static IEnumerable<string> NameErrors(string? name)
    {
        if (name is not null && !IdentifierRule.IsValid(name))
        {
            yield return $"Name: {Quote(name)} is not a valid name: {IdentifierRule.Description}.";
        }
    }

    private static IEnumerable<string> ImageErrors(string? image)
    {
        if (KeyFault(image) is { } fault)
        {
            yield return $"Image: {fault}.";
        }
        else if (image!.StartsWith(DirectoryPrefix, StringComparison.Ordinal) && !ContainerPath.IsAbsolute(image[DirectoryPrefix.Length..]))
        {
            yield return $"Image: {Quote(image)} names no absolute path; write dir:/path/of/the/root.";
        }
        else if (ImageReferenceGrammar.TryParse(image, out _) is { } reason)
        {
            yield return $"Image: {reason}";
        }
    }

    private static IEnumerable<string> HostnameErrors(string? hostname)
    {
        if (hostname is null)
        {
            yield break;
        }

        if (hostname.Length > MaxHostnameLength)
        {
            yield return $"Hostname: it has {hostname.Length} characters; the kernel takes {MaxHostnameLength}.";
        }

        if (!hostname.Split('.').All(IsHostnameLabel))
        {
            yield return $"Hostname: {Quote(hostname)} is no host name: labels of 1 to {MaxHostnameLabelLength} letters, digits and '-', not '-' first or "
                + "last, with dots between them (RFC 1123).";
        }
    }

    private static bool IsHostnameLabel(string label) =>
        label.Length is > 0 and <= MaxHostnameLabelLength && label[0] != '-' && label[^1] != '-'
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    private static IEnumerable<string> KeyValueErrors(string member, IReadOnlyDictionary<string, string>? values)
    {
        foreach (var (key, value) in values ?? new Dictionary<string, string>())
        {
            if (KeyFault(key) is { } keyFault)
            {
                yield return $"{member}[{Quote(key)}]: the key is not valid: {keyFault}.";
            }

            if (Fault(value) is { } valueFault)
            {
                yield return $"{member}[{Quote(key)}]: the value is not valid: {valueFault}.";
            }
        }
    }
}
