using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>What an image runs on, such as <c>linux/amd64</c> or <c>linux/arm/v7</c>. Source: OCI image-spec, image-index.md, "platform"; the names are Go's.</summary>
[JsonConverter(typeof(TextValueJsonConverter<ImagePlatform>))]
public readonly record struct ImagePlatform : IParsable<ImagePlatform>
{
    private const int MaxLength = 64;

    private ImagePlatform(string os, string architecture, string? variant)
    {
        Os = os;
        Architecture = architecture;
        Variant = variant;
    }

    /// <summary>The operating system, such as <c>linux</c>.</summary>
    public string Os { get; }

    /// <summary>The processor's architecture, such as <c>amd64</c>.</summary>
    public string Architecture { get; }

    /// <summary>Which of the architecture, such as <c>v7</c> of arm. Null: none in particular.</summary>
    public string? Variant { get; }

    /// <summary>What this host runs.</summary>
    public static ImagePlatform Host { get; } = new("linux", ArchitectureOf(RuntimeInformation.OSArchitecture), RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm ? "v7" : null);

    /// <summary>Reads <c>os/architecture</c> or <c>os/architecture/variant</c>; common other names of architectures (<c>x86_64</c>, <c>aarch64</c>) become Go's.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static ImagePlatform Parse(string s, IFormatProvider? provider = null) => TryParse(s, out var platform)
        ? platform
        : throw new FormatException($"'{(s?.Length > MaxLength ? s[..MaxLength] + "..." : s)}' is not a platform such as linux/amd64 or linux/arm/v7.");

    /// <summary>Reads a platform; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ImagePlatform result)
    {
        result = default;
        if (s is null || s.Length > MaxLength || s.Split('/') is not { Length: 2 or 3 } parts || !parts.All(IsName))
        {
            return false;
        }

        var (architecture, variant) = Normalize(parts[1], parts.Length == 3 ? parts[2] : null);
        result = new ImagePlatform(parts[0], architecture, variant);
        return true;
    }

    /// <summary>Reads a platform; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out ImagePlatform result) => TryParse(s, null, out result);

    /// <summary>The text, such as <c>linux/arm/v7</c>; empty for <c>default</c>.</summary>
    public override string ToString() => Os is null ? string.Empty : Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";

    private static bool IsName(string part) => part.Length > 0 && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');

    // Source: containerd/platforms, database.go: the same processor has had several names. v8 is what every arm64 is.
    private static (string Architecture, string? Variant) Normalize(string architecture, string? variant) => (architecture, variant) switch
    {
        ("x86_64" or "x86-64", _) => ("amd64", variant),
        ("i386" or "i486" or "i586" or "i686", _) => ("386", variant),
        ("aarch64" or "arm64", "8" or "v8" or null) => ("arm64", null),
        ("aarch64", _) => ("arm64", variant),
        ("armhf", _) => ("arm", "v7"),
        ("armel", _) => ("arm", "v6"),
        ("arm", "5" or "6" or "7" or "8") => ("arm", "v" + variant),
        _ => (architecture, variant),
    };

    private static string ArchitectureOf(Architecture architecture) => architecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.X86 => "386",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        System.Runtime.InteropServices.Architecture.Arm or System.Runtime.InteropServices.Architecture.Armv6 => "arm",
        System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64le",
        System.Runtime.InteropServices.Architecture.S390x => "s390x",
        System.Runtime.InteropServices.Architecture.LoongArch64 => "loong64",
        System.Runtime.InteropServices.Architecture.RiscV64 => "riscv64",
        _ => architecture.ToString().ToLowerInvariant(),
    };
}
