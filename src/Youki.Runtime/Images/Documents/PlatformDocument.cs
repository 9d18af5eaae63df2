using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Documents;

/// <summary>What an image runs on, as documents write it. Source: OCI image-spec, image-index.md, "platform".</summary>
internal sealed record PlatformDocument
{
    public string? Architecture { get; init; }

    public string? Os { get; init; }

    [JsonPropertyName("os.version")]
    public string? OsVersion { get; init; }

    public string? Variant { get; init; }

    /// <summary>As a value. Null: it is none, as the "unknown/unknown" of attestations.</summary>
    public ImagePlatform? ToPlatform() =>
        ImagePlatform.TryParse(Variant is { Length: > 0 } variant ? $"{Os}/{Architecture}/{variant}" : $"{Os}/{Architecture}", out var platform) && platform.Os != "unknown" ? platform : null;

    public static PlatformDocument From(ImagePlatform platform) => new() { Os = platform.Os, Architecture = platform.Architecture, Variant = platform.Variant };
}
