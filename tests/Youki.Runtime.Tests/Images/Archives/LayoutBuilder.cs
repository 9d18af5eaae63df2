using System.Text;
using System.Text.Json;
using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Images.Archives;

/// <summary>Writes an OCI image layout by hand, right or wrong.</summary>
internal sealed class LayoutBuilder(TemporaryDirectory temporary, string name = "layout")
{
    private readonly List<ContentDescriptor> _entries = [];

    public string Path => temporary[name];

    public ImageReference Reference(string? tag = null) => ImageReference.Parse($"oci:{Path}{(tag is null ? "" : $":{tag}")}");

    public LayoutBuilder Marker(string content = """{"imageLayoutVersion":"1.0.0"}""")
    {
        Write(LayoutArchive.MarkerName, content);
        return this;
    }

    public Digest Blob(string content)
    {
        var digest = Digest.Of(Encoding.UTF8.GetBytes(content));
        Write(LayoutSource.NameOf(digest), content);
        return digest;
    }

    /// <summary>Adds an image to the index; its manifest is a text.</summary>
    public LayoutBuilder Image(string manifest, string? refName = null, string? containerdName = null, string? platform = null)
    {
        var annotations = new Dictionary<string, string>();
        if (refName is not null)
        {
            annotations[LayoutNames.RefName] = refName;
        }

        if (containerdName is not null)
        {
            annotations[LayoutNames.ContainerdName] = containerdName;
        }

        _entries.Add(new ContentDescriptor
        {
            MediaType = MediaTypes.OciManifest,
            Digest = Blob(manifest),
            Size = Encoding.UTF8.GetByteCount(manifest),
            Annotations = annotations.Count == 0 ? null : annotations,
            Platform = platform is null ? null : PlatformDocument.From(ImagePlatform.Parse(platform)),
        });
        return this;
    }

    public LayoutBuilder Index()
    {
        var index = new ImageIndex { SchemaVersion = 2, Manifests = _entries };
        Write(LayoutArchive.IndexName, JsonSerializer.Serialize(index, ImageJson.Default.ImageIndex));
        return this;
    }

    public void Write(string file, string content)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
