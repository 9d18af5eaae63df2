using System.Text;
using System.Text.Json.Nodes;

namespace Youki.Runtime.TestImages;

/// <summary>An index of images for several platforms; Docker calls it a manifest list.</summary>
public sealed record TestIndex
{
    public required ImageFormat Format { get; init; }

    public required byte[] Content { get; init; }

    public required IReadOnlyList<TestImage> Images { get; init; }

    public string MediaType => MediaTypeNames.Index(Format);

    public Digest Digest => Digest.Of(Content);

    /// <param name="format">Whose media type it has.</param>
    /// <param name="images">What it lists.</param>
    /// <param name="edit">Changes the document before it is fixed. Null: it stays.</param>
    public static TestIndex Of(ImageFormat format, IReadOnlyList<TestImage> images, Action<JsonObject>? edit = null)
    {
        var index = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypeNames.Index(format),
            ["manifests"] = new JsonArray([.. images.Select(image => image.Descriptor())]),
        };
        edit?.Invoke(index);
        return new TestIndex { Format = format, Images = images, Content = Encoding.UTF8.GetBytes(index.ToJsonString()) };
    }
}
