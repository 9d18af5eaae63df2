using System.Text.Json;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Changes;

/// <summary>The documents of an image that is made of a container. Source: OCI image-spec, config.md and manifest.md.</summary>
internal sealed record CommittedImage
{
    public required string MediaType { get; init; }

    public required byte[] Manifest { get; init; }

    public required byte[] Config { get; init; }

    public required Digest ConfigDigest { get; init; }

    /// <summary>What was added. Null: the container has changed nothing.</summary>
    public required LayerFile? Layer { get; init; }

    /// <param name="image">The container's image. Null: its root file system is a directory.</param>
    /// <param name="layer">The layer above it. Null: there is none.</param>
    /// <param name="options">What else is said.</param>
    /// <param name="createdBy">What the container ran.</param>
    /// <param name="now">The time.</param>
    public static CommittedImage Make(ImageDocuments? image, LayerFile? layer, CommitOptions options, string? createdBy, DateTimeOffset now)
    {
        var config = Serialize(image?.Config ?? Empty(), layer, options, createdBy, now);
        var isDocker = image?.Manifest.Config.MediaType == MediaTypes.DockerConfig;
        var configDescriptor = new ContentDescriptor { MediaType = isDocker ? MediaTypes.DockerConfig : MediaTypes.OciConfig, Digest = Digest.Of(config), Size = config.Length };
        var manifest = new ImageManifest
        {
            SchemaVersion = 2,
            MediaType = isDocker ? MediaTypes.DockerManifest : MediaTypes.OciManifest,
            Config = configDescriptor,
            Layers = [.. image?.Manifest.Layers ?? [], .. Describe(layer, isDocker)],
        };
        return new CommittedImage
        {
            MediaType = manifest.MediaType,
            Manifest = JsonSerializer.SerializeToUtf8Bytes(manifest, ImageJson.Default.ImageManifest),
            Config = config,
            ConfigDigest = configDescriptor.Digest,
            Layer = layer,
        };
    }

    private static byte[] Serialize(ConfigDocument image, LayerFile? layer, CommitOptions options, string? createdBy, DateTimeOffset now)
    {
        var step = new HistoryDocument { Created = now, CreatedBy = createdBy, Author = options.Author, Comment = options.Message, EmptyLayer = layer is null ? true : null };
        var config = image with
        {
            Created = now,
            Author = options.Author ?? image.Author,
            Config = Merge(image.Config, options.Changes),
            Rootfs = image.Rootfs with { DiffIds = [.. image.Rootfs.DiffIds, .. layer is null ? Array.Empty<Digest>() : [layer.DiffId]] },
            History = [.. image.History ?? [], step],
        };
        return JsonSerializer.SerializeToUtf8Bytes(config, ImageJson.Default.ConfigDocument);
    }

    private static ConfigDocument Empty() => new()
    {
        Os = ImagePlatform.Host.Os,
        Architecture = ImagePlatform.Host.Architecture,
        Variant = ImagePlatform.Host.Variant,
        Rootfs = new RootfsDocument { Type = "layers", DiffIds = [] },
    };

    private static ProcessDocument? Merge(ProcessDocument? image, ImageConfig? changes) => changes is null ? image : (image ?? new ProcessDocument()) with
    {
        User = changes.User ?? image?.User,
        ExposedPorts = ToSet(changes.ExposedPorts) ?? image?.ExposedPorts,
        Env = changes.Env ?? image?.Env,
        Entrypoint = changes.Entrypoint ?? image?.Entrypoint,
        Cmd = changes.Cmd ?? image?.Cmd,
        Volumes = ToSet(changes.Volumes) ?? image?.Volumes,
        WorkingDir = changes.WorkingDir ?? image?.WorkingDir,
        Labels = changes.Labels ?? image?.Labels,
        StopSignal = changes.StopSignal ?? image?.StopSignal,
    };

    // Go's way of writing a set.
    private static Dictionary<string, JsonElement>? ToSet(IReadOnlyList<string>? members)
    {
        using var nothing = JsonDocument.Parse("{}");
        var value = nothing.RootElement.Clone();
        return members?.Distinct().ToDictionary(member => member, _ => value);
    }

    private static IEnumerable<ContentDescriptor> Describe(LayerFile? layer, bool isDocker) => layer is null
        ? []
        : [new ContentDescriptor { MediaType = isDocker ? MediaTypes.DockerLayerGzip : MediaTypes.OciLayerGzip, Digest = layer.Digest, Size = layer.Size }];
}
