using System.Globalization;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks the namespaces of a container, and what can only be said of ones of its own.</summary>
internal static class NamespaceChecks
{
    private const long PageSize = 4_096;

    /// <summary>Characters of a domain name. Source: setdomainname(2), __NEW_UTS_LEN.</summary>
    private const int MaxDomainLength = 64;

    /// <summary>Source: time_namespaces(7): less than 146 years, half of what the kernel counts.</summary>
    private static readonly TimeSpan MaxOffset = TimeSpan.FromDays(146 * 365);

    public static IEnumerable<string> Of(ContainerConfig config) =>
        [.. ModeErrors(config), .. UtsErrors(config), .. SharedMemoryErrors(config), .. TimeErrors(config), .. InitErrors(config), .. SysctlErrors(config)];

    private static IEnumerable<string> ModeErrors(ContainerConfig config)
    {
        foreach (var type in NamespaceModes.Shareable.Append(NamespaceModes.Mount))
        {
            if (NamespaceModes.Said(config, type) == default(NamespaceMode))
            {
                yield return $"Namespaces.{Member(type)}: default says nothing; use NamespaceMode.Parse, or null.";
            }
        }

        if (config.Namespaces?.Mount is { } mount && mount != NamespaceMode.Private && mount != default)
        {
            yield return $"Namespaces.Mount: {Quote(mount.ToString())} cannot be used: a runtime would make the container's root the root of that mount namespace. Leave it at private.";
        }
    }

    private static IEnumerable<string> UtsErrors(ContainerConfig config)
    {
        var isOwn = IsOwn(config.Namespaces?.Uts);
        if (config.Hostname is not null && !isOwn)
        {
            yield return $"Hostname: with Namespaces.Uts {config.Namespaces!.Uts} it is that namespace's, and cannot be set. Leave one of them out.";
        }

        if (config.Domainname is not { } domain)
        {
            yield break;
        }

        if (!isOwn)
        {
            yield return $"Domainname: with Namespaces.Uts {config.Namespaces!.Uts} it is that namespace's, and cannot be set. Leave one of them out.";
        }

        if (KeyFault(domain) is { } fault)
        {
            yield return $"Domainname: {fault}.";
        }
        else if (domain.Length > MaxDomainLength || !domain.All(char.IsAscii))
        {
            yield return $"Domainname: {Quote(domain)} is no domain name: up to {MaxDomainLength} ASCII characters.";
        }
    }

    private static IEnumerable<string> SharedMemoryErrors(ContainerConfig config)
    {
        if (config.ShmSizeBytes is < PageSize)
        {
            yield return $"ShmSizeBytes: {config.ShmSizeBytes} is less than a page, {PageSize}.";
        }

        if (config.ShmSizeBytes is not null && config.Namespaces?.Ipc is { } ipc && (ipc == NamespaceMode.Host || ipc.Container is not null))
        {
            yield return $"ShmSizeBytes: with Namespaces.Ipc {ipc} the shared memory is that one's, and keeps its size. Leave one of them out.";
        }
    }

    private static IEnumerable<string> TimeErrors(ContainerConfig config)
    {
        if (config.TimeOffsets is not { } offsets)
        {
            yield break;
        }

        if (!IsOwn(config.Namespaces?.Time))
        {
            yield return $"TimeOffsets: with Namespaces.Time {config.Namespaces!.Time} they are that namespace's, and cannot be set. Leave one of them out.";
        }

        foreach (var (member, offset) in new[] { (nameof(offsets.Monotonic), offsets.Monotonic), (nameof(offsets.Boottime), offsets.Boottime) })
        {
            if (offset is { } time && time.Duration() > MaxOffset)
            {
                yield return $"TimeOffsets.{member}: the kernel takes up to 146 years.";
            }
        }
    }

    private static IEnumerable<string> InitErrors(ContainerConfig config)
    {
        if (config.Init == true && !IsOwn(config.Namespaces?.Pid))
        {
            yield return $"Init: with Namespaces.Pid {config.Namespaces!.Pid} it would not be the first process, and reap nothing. Leave one of them out.";
        }
    }

    private static IEnumerable<string> SysctlErrors(ContainerConfig config)
    {
        foreach (var (name, value) in config.Sysctls ?? new Dictionary<string, string>())
        {
            if (SysctlRules.NameFault(name) is { } nameFault)
            {
                yield return $"Sysctls[{Quote(name)}]: {nameFault}";
            }
            else if (SysctlRules.TypeOf(name) is { } type && !IsOwn(NamespaceModes.Said(config, type)))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"Sysctls[{Quote(name)}]: with Namespaces.{Member(type)} {NamespaceModes.Said(config, type)} it would change that namespace. Leave one of them out.");
            }

            if (SysctlRules.ValueFault(value) is { } valueFault)
            {
                yield return $"Sysctls[{Quote(name)}]: {valueFault}";
            }
        }
    }

    private static bool IsOwn(NamespaceMode? mode) => mode is null || mode == NamespaceMode.Private;

    private static string Member(string type) => char.ToUpperInvariant(type[0]) + type[1..];
}
