using System.Text.Json;

namespace Youki.Runtime.Images.Documents;

/// <summary>
/// Reads manifests and indexes, and refuses what is neither or both. Source: CVE-2021-41190: one document was a manifest to one tool and an index to
/// another, so members of both are refused, and what a document says of itself must be what its source said.
/// </summary>
internal static class ManifestDecoder
{
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = DocumentLimits.MaxDepth };

    /// <summary>Whether a document is an index. It has passed the checks that hold for both kinds.</summary>
    /// <param name="image">The image it belongs to, for messages.</param>
    /// <param name="mediaType">What the source or the descriptor calls it. Null: it does not say.</param>
    /// <param name="content">The document.</param>
    /// <exception cref="ImageFormatException">It is of a kind that is not taken.</exception>
    public static string TypeOf(string image, string? mediaType, ReadOnlyMemory<byte> content)
    {
        if (content.Length > DocumentLimits.MaxDocumentBytes)
        {
            throw Refused(image, $"its manifest has {content.Length} bytes, and {DocumentLimits.MaxDocumentBytes} are allowed");
        }

        var shape = ReadShape(image, content);
        var declared = Normalize(mediaType);
        if (declared is not null && shape.MediaType is { } own && own != declared)
        {
            throw Refused(image, $"its manifest came as '{Shorten(declared)}' and says of itself that it is '{Shorten(own)}'");
        }

        var type = shape.MediaType ?? declared;
        if (shape.SchemaVersion == 1 || shape.HasSchema1Members || type?.Contains("manifest.v1+", StringComparison.Ordinal) == true && type.StartsWith("application/vnd.docker.", StringComparison.Ordinal))
        {
            throw Refused(image, "its manifest is of Docker's schema 1, which carries no digests of what is in its layers. Push the image again with a current tool");
        }

        if (shape.IsIndex && shape.IsManifest)
        {
            throw Refused(image, "its manifest has members of an index ('manifests') and of an image ('config', 'layers'), and could be taken for either");
        }

        type ??= shape.IsIndex ? MediaTypes.OciIndex : MediaTypes.OciManifest;
        if (!MediaTypes.IsIndex(type) && !MediaTypes.IsManifest(type))
        {
            throw Refused(image, type == "application/vnd.oci.artifact.manifest.v1+json"
                ? "it is an artifact, not an image that can be run"
                : $"its manifest is of the unknown type '{Shorten(type)}'");
        }

        return MediaTypes.IsIndex(type) == shape.IsIndex && MediaTypes.IsManifest(type) == shape.IsManifest
            ? type
            : throw Refused(image, $"its manifest is of type '{type}' and has not the members of one");
    }

    /// <summary>Reads an index.</summary>
    public static ImageIndex DecodeIndex(string image, string mediaType, ReadOnlyMemory<byte> content)
    {
        if (!MediaTypes.IsIndex(TypeOf(image, mediaType, content)))
        {
            throw Refused(image, "it names a manifest where an index is expected");
        }

        var index = Parse(image, content, ImageJson.Default.ImageIndex);
        RefuseNulls(image, index.Manifests, "manifests");
        CheckSchema(image, index.SchemaVersion);
        return index.Manifests.Count <= DocumentLimits.MaxIndexEntries
            ? index
            : throw Refused(image, $"its index names {index.Manifests.Count} manifests, and {DocumentLimits.MaxIndexEntries} are allowed");
    }

    /// <summary>Reads the manifest of an image.</summary>
    public static ImageManifest DecodeManifest(string image, string mediaType, ReadOnlyMemory<byte> content, ImageLimits limits)
    {
        if (!MediaTypes.IsManifest(TypeOf(image, mediaType, content)))
        {
            throw Refused(image, "it names an index where a manifest is expected");
        }

        var manifest = Parse(image, content, ImageJson.Default.ImageManifest);
        RefuseNulls(image, manifest.Layers, "layers");
        CheckSchema(image, manifest.SchemaVersion);
        LayerRules.Check(image, manifest, limits);
        return manifest;
    }

    internal static ImageFormatException Refused(string image, string reason, Exception? innerException = null) =>
        new(image, $"Image '{image}' is refused: {reason}.", innerException);

    internal static T Parse<T>(string image, ReadOnlyMemory<byte> content, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(content.Span, type) ?? throw new JsonException("The document is null.");
        }
        catch (JsonException exception)
        {
            throw Refused(image, $"a document of it cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Refuses a list that has a null in it, which the reading of JSON lets through.</summary>
    internal static void RefuseNulls<T>(string image, IReadOnlyList<T>? list, string member)
        where T : class
    {
        if (list?.Contains(null!) == true)
        {
            throw Refused(image, $"a document of it holds null among its {member}");
        }
    }

    internal static string Shorten(string text) => text.Length > 120 ? text[..117] + "..." : text;

    private static void CheckSchema(string image, int version)
    {
        if (version != 2)
        {
            throw Refused(image, $"its manifest is of schema {version}, and only schema 2 is known");
        }
    }

    /// <summary>A type that says nothing of the document becomes null; parameters such as a charset go.</summary>
    private static string? Normalize(string? mediaType)
    {
        var type = mediaType?.Split(';')[0].Trim().ToLowerInvariant();
        return type is null or "" or "application/json" or "application/octet-stream" or "text/plain" ? null : type;
    }

    /// <summary>Names are compared without regard to case: that is how other tools read them.</summary>
    private static DocumentShape ReadShape(string image, ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, DocumentOptions);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Refused(image, "its manifest is no JSON object");
            }

            var shape = new DocumentShape();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!names.Add(member.Name))
                {
                    throw Refused(image, $"its manifest has the member '{Shorten(member.Name)}' twice");
                }

                shape = shape.With(member);
            }

            return shape;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter: text that is no UTF-16.
            throw Refused(image, $"its manifest is no JSON: {exception.Message}", exception);
        }
    }
}
