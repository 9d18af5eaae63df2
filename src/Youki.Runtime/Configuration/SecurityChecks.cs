using System.Text.RegularExpressions;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what a container's processes may do.</summary>
internal static partial class SecurityChecks
{
    private const int MaxPaths = 1024;
    private const int MaxPathLength = 4095;

    public static IEnumerable<string> Of(ContainerConfig config) => config.Security is not { } security ? [] :
    [
        .. CapabilityErrors(security.Capabilities ?? new CapabilityConfig()),
        .. PathErrors(nameof(security.MaskedPaths), security.MaskedPaths), .. PathErrors(nameof(security.AdditionalMaskedPaths), security.AdditionalMaskedPaths),
        .. PathErrors(nameof(security.ReadonlyPaths), security.ReadonlyPaths), .. PathErrors(nameof(security.AdditionalReadonlyPaths), security.AdditionalReadonlyPaths),
        .. ProfileErrors(security.AppArmorProfile), .. SelinuxErrors(security.Selinux),
    ];

    private static IEnumerable<string> CapabilityErrors(CapabilityConfig capabilities) =>
    [
        .. NameErrors(nameof(capabilities.Add), capabilities.Add), .. NameErrors(nameof(capabilities.Drop), capabilities.Drop),
        .. NameErrors(nameof(capabilities.Ambient), capabilities.Ambient),
        .. CapabilityName.ReadAll(capabilities.Add).Intersect(CapabilityName.ReadAll(capabilities.Drop)).Select(name => $"Security.Capabilities: {name} is both added and dropped."),
        .. CapabilityName.ReadAll(capabilities.Ambient).Intersect(CapabilityName.ReadAll(capabilities.Drop)).Where(name => name != CapabilityName.All)
            .Select(name => $"Security.Capabilities: {name} is to be ambient, and is dropped."),
    ];

    private static IEnumerable<string> NameErrors(string member, IReadOnlyList<string>? names)
    {
        for (var i = 0; i < (names?.Count ?? 0); i++)
        {
            if (CapabilityName.Read(names![i]) is null)
            {
                yield return $"Security.Capabilities.{member}[{i}]: {Quote(names[i] ?? "")} is no capability. capabilities(7) lists them; ALL stands for all.";
            }
        }
    }

    private static IEnumerable<string> PathErrors(string member, IReadOnlyList<string>? paths)
    {
        if (paths?.Count > MaxPaths)
        {
            yield return $"Security.{member}: there are more than {MaxPaths}.";
        }

        for (var i = 0; i < (paths?.Count ?? 0); i++)
        {
            if (PathFault(paths![i]) is { } fault)
            {
                yield return $"Security.{member}[{i}]: {fault}.";
            }
        }
    }

    private static string? PathFault(string? path) => KeyFault(path)
        ?? (!ContainerPath.IsAbsolute(path!) ? $"{Quote(path!)} is not absolute"
            : path!.Length > MaxPathLength ? $"it is longer than {MaxPathLength} characters"
            : path.TrimEnd('/').Length == 0 ? "the root itself cannot be hidden; ReadOnlyRootfs makes it read-only"
            : path.Split('/').Contains("..") ? $"{Quote(path)} has '..' in it"
            : null);

    private static IEnumerable<string> ProfileErrors(string? profile)
    {
        if (profile is not null && !ProfileText().IsMatch(profile))
        {
            yield return $"Security.AppArmorProfile: {Quote(profile)} is no name of a profile.";
        }
    }

    private static IEnumerable<string> SelinuxErrors(SelinuxConfig? selinux)
    {
        if (selinux is { Disable: true } && selinux with { Disable = null } != new SelinuxConfig())
        {
            yield return "Security.Selinux: it is disabled, so there are no labels to say something of.";
        }

        (string Name, string? Text)[] parts = [("User", selinux?.User), ("Role", selinux?.Role), ("Type", selinux?.Type), ("FileType", selinux?.FileType)];
        foreach (var (name, text) in parts.Where(part => part.Text is not null && !LabelText().IsMatch(part.Text)))
        {
            yield return $"Security.Selinux.{name}: {Quote(text!)} is no part of a label: letters, digits, '_', '-' and '.' are.";
        }

        if (selinux?.Level is { } level && !LevelText().IsMatch(level))
        {
            yield return $"Security.Selinux.Level: {Quote(level)} is no level such as s0:c100,c200.";
        }
    }

    // Neither of a namespace (:NAMESPACE:NAME) nor a stack (NAME//&NAME): whether these are loaded cannot be told by a look at the list.
    [GeneratedRegex(@"^[^\s\p{Cc}'""\\:&][^\s\p{Cc}'""\\&]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ProfileText();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelText();

    [GeneratedRegex(@"^[A-Za-z0-9_.,:-]{1,256}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LevelText();
}
