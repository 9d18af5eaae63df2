namespace Youki.Runtime.Images.Content;

/// <summary>
/// Names everything below the image directory. <c>oci-layout</c>, <c>index.json</c> and <c>blobs/</c> are an OCI image layout, which other tools read; the rest
/// is this library's. Source: OCI image-spec, image-layout.md.
/// </summary>
internal readonly record struct StoreLayout(string Root)
{
    /// <summary>The name of the lock that is held while the index, the leases or the collection change anything. Always for a short time.</summary>
    public const string StoreLockName = "store";

    public string MarkerFile => Path.Combine(Root, "oci-layout");

    public string IndexFile => Path.Combine(Root, "index.json");

    public string BlobDirectory => Path.Combine(Root, "blobs");

    /// <summary>What is not complete yet.</summary>
    public string IngestDirectory => Path.Combine(Root, "ingest");

    public string LayerDirectory => Path.Combine(Root, "layers");

    public string LeaseDirectory => Path.Combine(Root, "leases");

    public string LockDirectory => Path.Combine(Root, ".locks");

    /// <summary>What nothing refers to any more, until it is deleted.</summary>
    public string TrashDirectory => Path.Combine(Root, ".trash");

    public string Blob(Digest digest) => Path.Combine(BlobDirectory, digest.AlgorithmText, digest.Hex);

    public string Layer(Digest diffId) => Path.Combine(LayerDirectory, NameOf(diffId));

    public string IngestBlob(Digest digest) => Path.Combine(IngestDirectory, $"blob-{NameOf(digest)}");

    public string IngestLayer(Digest diffId) => Path.Combine(IngestDirectory, $"layer-{NameOf(diffId)}");

    public string Lock(string name) => Path.Combine(LockDirectory, name);

    /// <summary>A name of its own for something short-lived.</summary>
    public string Temporary() => Path.Combine(IngestDirectory, $"new-{Guid.NewGuid():N}");

    /// <summary>The lock of whoever brings in a blob.</summary>
    public static string BlobLockName(Digest digest) => $"blob-{NameOf(digest)}";

    /// <summary>The lock of whoever unpacks or mends a layer.</summary>
    public static string LayerLockName(Digest diffId) => $"layer-{NameOf(diffId)}";

    /// <summary>A digest as one file name.</summary>
    public static string NameOf(Digest digest) => $"{digest.AlgorithmText}-{digest.Hex}";

    /// <summary>The digest behind a file name; null where it is none.</summary>
    public static Digest? DigestOf(ReadOnlySpan<char> name)
    {
        var dash = name.IndexOf('-');
        return dash > 0 && Digest.TryParse($"{name[..dash]}:{name[(dash + 1)..]}", out var digest) ? digest : null;
    }
}
