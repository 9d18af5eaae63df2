using System.Text.Json.Nodes;

namespace Youki.Runtime.TestImages;

/// <summary>Writes images to an OCI image layout. Source: OCI image-spec, image-layout.md.</summary>
public sealed class LayoutBuilder
{
    private readonly Dictionary<Digest, byte[]> _blobs = [];
    private readonly JsonArray _manifests = [];

    public LayoutBuilder Add(string tag, TestImage image)
    {
        AddBlobs(image);
        return Name(tag, image.Descriptor());
    }

    public LayoutBuilder Add(string tag, TestIndex index)
    {
        foreach (var image in index.Images)
        {
            AddBlobs(image);
        }

        _blobs[index.Digest] = index.Content;
        return Name(tag, new JsonObject { ["mediaType"] = index.MediaType, ["digest"] = index.Digest.Value, ["size"] = index.Content.Length });
    }

    /// <summary>Writes the layout to a directory, which is made where it is not there, and returns the directory's reference: <c>oci:DIR</c>.</summary>
    public string WriteTo(string directory)
    {
        var blobs = Directory.CreateDirectory(Path.Combine(directory, "blobs", "sha256")).FullName;
        foreach (var (digest, content) in _blobs)
        {
            File.WriteAllBytes(Path.Combine(blobs, digest.Hex), content);
        }

        File.WriteAllText(Path.Combine(directory, "index.json"), new JsonObject { ["schemaVersion"] = 2, ["manifests"] = _manifests.DeepClone() }.ToJsonString());
        File.WriteAllText(Path.Combine(directory, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        return $"oci:{Path.GetFullPath(directory)}";
    }

    private void AddBlobs(TestImage image)
    {
        _blobs[image.Digest] = image.Manifest;
        foreach (var (digest, content) in image.Blobs)
        {
            _blobs[digest] = content;
        }
    }

    private LayoutBuilder Name(string tag, JsonObject descriptor)
    {
        descriptor["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = tag };
        _manifests.Add((JsonNode)descriptor);
        return this;
    }
}
