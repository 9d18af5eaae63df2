using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Which namespace a container uses: one of its own, the host's, another container's, or one with a path. As text: <c>private</c>, <c>host</c>, <c>container:ID</c>, <c>ns:PATH</c>.</summary>
[JsonConverter(typeof(TextValueJsonConverter<NamespaceMode>))]
public readonly record struct NamespaceMode : IParsable<NamespaceMode>
{
    private const string ContainerPrefix = "container:";
    private const string PathPrefix = "ns:";

    private readonly string? _value;

    private NamespaceMode(string value) => _value = value;

    /// <summary>A new namespace, which the container has for itself.</summary>
    public static NamespaceMode Private { get; } = new("private");

    /// <summary>The host's: nothing is kept apart.</summary>
    public static NamespaceMode Host { get; } = new("host");

    /// <summary>The container to join. Null: another mode.</summary>
    public ContainerId? Container => _value?.StartsWith(ContainerPrefix, StringComparison.Ordinal) == true ? ContainerId.Parse(_value[ContainerPrefix.Length..]) : null;

    /// <summary>The namespace's file, absolute. Null: another mode.</summary>
    public string? Path => _value?.StartsWith(PathPrefix, StringComparison.Ordinal) == true ? _value[PathPrefix.Length..] : null;

    /// <summary>
    /// That of another container, which must have a process whenever this one is started. Once joined, the namespace stays for as long as this run does, whatever
    /// becomes of the other container; when that is started again, it has a new one.
    /// </summary>
    public static NamespaceMode OfContainer(ContainerId container) => new(ContainerPrefix + container.Value);

    /// <summary>That of a file, such as <c>/run/netns/web</c> or <c>/proc/4711/ns/net</c>.</summary>
    /// <exception cref="FormatException">The path is not absolute, or holds NUL.</exception>
    public static NamespaceMode OfPath(string path) => Parse(PathPrefix + path);

    /// <summary>Reads <c>private</c>, <c>host</c>, <c>container:ID</c> or <c>ns:PATH</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static NamespaceMode Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out var mode)
        ? mode
        : throw new FormatException($"'{s}' says no namespace: give private, host, container:ID, or ns:PATH with an absolute path.");

    /// <summary>As <see cref="Parse"/>; false where it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NamespaceMode result)
    {
        var valid = s is "private" or "host"
            || (s?.StartsWith(ContainerPrefix, StringComparison.Ordinal) == true && ContainerId.TryParse(s[ContainerPrefix.Length..], out _))
            || (s?.StartsWith(PathPrefix, StringComparison.Ordinal) == true && ContainerPath.IsAbsolute(s[PathPrefix.Length..]) && !s.Contains('\0'));
        result = valid ? new NamespaceMode(s!) : default;
        return valid;
    }

    /// <summary>The text; empty for the default value, which is no mode.</summary>
    public override string ToString() => _value ?? string.Empty;
}
