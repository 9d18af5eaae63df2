using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>
/// Names content by its hash: <c>sha256:</c> and 64, or <c>sha512:</c> and 128 lower-case hexadecimal digits. Nothing else is taken, so that a digest is safe
/// as a file name. Source: OCI image-spec, descriptor.md, "Digests".
/// </summary>
[JsonConverter(typeof(TextValueJsonConverter<Digest>))]
public readonly record struct Digest : IParsable<Digest>
{
    private const string Sha256Prefix = "sha256:";
    private const string Sha512Prefix = "sha512:";

    internal static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private readonly string? _value;

    private Digest(string value) => _value = value;

    /// <summary>The whole digest, such as <c>sha256:e3b0...</c>.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("The default Digest names nothing.");

    /// <summary>The hash: SHA-256 or SHA-512.</summary>
    public HashAlgorithmName Algorithm => Value.StartsWith(Sha256Prefix, StringComparison.Ordinal) ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512;

    /// <summary>The algorithm as the text has it: <c>sha256</c> or <c>sha512</c>.</summary>
    public string AlgorithmText => Value[..(Sha256Prefix.Length - 1)];

    /// <summary>The hexadecimal digits.</summary>
    public string Hex => Value[Sha256Prefix.Length..];

    /// <summary>Reads a digest.</summary>
    /// <exception cref="FormatException">The text is not a digest of a known algorithm.</exception>
    public static Digest Parse(string s, IFormatProvider? provider = null) => TryParse(s, out var digest)
        ? digest
        : throw new FormatException($"'{(s?.Length > 160 ? s[..157] + "..." : s)}' is not a digest: sha256: and 64, or sha512: and 128 lower-case hexadecimal digits.");

    /// <summary>Reads a digest; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Digest result)
    {
        var valid = IsValid(s);
        result = valid ? new Digest(s!) : default;
        return valid;
    }

    /// <summary>Reads a digest; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Digest result) => TryParse(s, null, out result);

    /// <summary>The SHA-256 digest of some content.</summary>
    public static Digest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return FromHash(HashAlgorithmName.SHA256, hash);
    }

    /// <summary>The digest that a finished hash stands for.</summary>
    /// <exception cref="ArgumentException">The hash is not one of the algorithm.</exception>
    public static Digest FromHash(HashAlgorithmName algorithm, ReadOnlySpan<byte> hash) =>
        algorithm == HashAlgorithmName.SHA256 && hash.Length == SHA256.HashSizeInBytes ? new Digest(Sha256Prefix + Convert.ToHexStringLower(hash))
        : algorithm == HashAlgorithmName.SHA512 && hash.Length == SHA512.HashSizeInBytes ? new Digest(Sha512Prefix + Convert.ToHexStringLower(hash))
        : throw new ArgumentException($"Not a hash of {algorithm.Name}: {hash.Length} bytes.", nameof(hash));

    /// <summary>The whole digest; empty for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;

    private static bool IsValid([NotNullWhen(true)] string? text)
    {
        var length = text is null ? 0
            : text.StartsWith(Sha256Prefix, StringComparison.Ordinal) ? SHA256.HashSizeInBytes * 2
            : text.StartsWith(Sha512Prefix, StringComparison.Ordinal) ? SHA512.HashSizeInBytes * 2
            : 0;
        return length > 0 && text!.Length == Sha256Prefix.Length + length && !text.AsSpan(Sha256Prefix.Length).ContainsAnyExcept(LowerHex);
    }
}
