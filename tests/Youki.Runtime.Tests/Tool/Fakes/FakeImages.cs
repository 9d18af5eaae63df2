namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>The image store and the accounts of registries in memory, for tests of what the tool makes of them.</summary>
internal sealed class FakeImages : IImageStore, IRegistryAccounts
{
    public List<ImageInfo> Images { get; } = [];

    public ImageConfig Config { get; set; } = new();

    public Dictionary<Digest, IReadOnlyList<ContainerId>> Users { get; } = [];

    /// <summary>What was asked for, in words.</summary>
    public List<string> Calls { get; } = [];

    public List<ImageProgress> Progress { get; } = [];

    /// <summary>Thrown by every member. Null: all goes well.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What a pull does before it succeeds.</summary>
    public Func<CancellationToken, Task> OnPull { get; set; } = _ => Task.CompletedTask;

    public PullOptions? PullOptions { get; private set; }

    public ImageFilter? Filter { get; private set; }

    public PruneImagesOptions? PruneOptions { get; private set; }

    public CommitOptions? CommitOptions { get; private set; }

    public RegistryCredentials? Credentials { get; private set; }

    public byte[] Imported { get; private set; } = [];

    public List<FileChange> Changes { get; } = [];

    public List<string> Problems { get; } = [];

    public bool Repaired { get; set; }

    public bool IsLoggedIn { get; set; }

    public ImageInfo Add(params string[] references)
    {
        var image = new ImageInfo
        {
            Id = Digest.Of([(byte)Images.Count, 1]),
            Digest = Digest.Of([(byte)Images.Count, 2]),
            References = [.. references.Select(reference => ImageReference.Parse(reference))],
            Platform = ImagePlatform.Parse("linux/amd64"),
            CreatedAt = FakeRuntime.Now.AddDays(-3),
            PulledAt = FakeRuntime.Now.AddHours(-1),
            CompressedSize = 3_400_000,
            Size = 7_830_000,
        };
        Images.Add(image);
        return image;
    }

    public async Task<ImageInfo> PullImageAsync(ImageReference image, PullOptions? options = null, CancellationToken cancellationToken = default)
    {
        Called($"pull {image}");
        PullOptions = options;
        Progress.ForEach(progress => options?.Progress?.Report(progress));
        await OnPull(cancellationToken);
        return Add(image.ToString());
    }

    public Task<IReadOnlyList<ImageInfo>> ListImagesAsync(ImageFilter? filter = null, CancellationToken cancellationToken = default)
    {
        Called("list");
        Filter = filter;
        return Task.FromResult<IReadOnlyList<ImageInfo>>([.. Images.Where(image => filter?.Dangling is not { } dangling || dangling == (image.References.Count == 0))]);
    }

    public Task<ImageDetails> InspectImageAsync(string image, CancellationToken cancellationToken = default)
    {
        Called($"inspect {image}");
        var found = Find(image);
        return Task.FromResult(new ImageDetails { Image = found, Config = Config, Layers = [], History = [], Containers = Users.GetValueOrDefault(found.Id, []) });
    }

    public Task TagImageAsync(string image, ImageReference target, CancellationToken cancellationToken = default)
    {
        Called($"tag {image} {target}");
        return Task.CompletedTask;
    }

    public Task<ImageRemoval> RemoveImageAsync(string image, RemoveImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        Called($"remove {image} {options?.Force}");
        var found = Find(image);
        Images.Remove(found);
        return Task.FromResult(new ImageRemoval { Untagged = found.References, Deleted = [found.Id], ReclaimedBytes = found.Size });
    }

    public Task<ImageRemoval> PruneImagesAsync(PruneImagesOptions? options = null, CancellationToken cancellationToken = default)
    {
        Called("prune");
        PruneOptions = options;
        return Task.FromResult(new ImageRemoval { Untagged = [], Deleted = [Digest.Of("x"u8)], ReclaimedBytes = 1_230_000 });
    }

    public Task<IReadOnlyList<ImageVerification>> VerifyImagesAsync(string? image = null, VerifyImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        Called($"verify {image} {options?.Repair}");
        return Task.FromResult<IReadOnlyList<ImageVerification>>([.. Images.Select(info => new ImageVerification { Image = info, Problems = Problems, Repaired = Repaired })]);
    }

    public async Task<IReadOnlyList<ImageInfo>> ImportImagesAsync(string path, IProgress<ImageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Called($"import {path}");
        Imported = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : [];
        return [Add("alpine:3", "alpine:3.20"), Add()];
    }

    public async Task ExportImagesAsync(IReadOnlyList<string> images, Stream destination, ArchiveFormat format = ArchiveFormat.Oci, CancellationToken cancellationToken = default)
    {
        await destination.WriteAsync("archive"u8.ToArray(), cancellationToken);
        Called($"export {string.Join(' ', images)} {format}");
    }

    public Task<Digest> PushImageAsync(ImageReference image, PushOptions? options = null, CancellationToken cancellationToken = default)
    {
        Called($"push {image} {options?.Platform}".TrimEnd());
        Progress.ForEach(progress => options?.Progress?.Report(progress));
        return Task.FromResult(Digest.Of("pushed"u8));
    }

    public Task<ImageInfo> CommitContainerAsync(ContainerId containerId, CommitOptions? options = null, CancellationToken cancellationToken = default)
    {
        Called($"commit {containerId}");
        CommitOptions = options;
        return Task.FromResult(Add());
    }

    public Task<IReadOnlyList<FileChange>> DiffContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default)
    {
        Called($"diff {containerId}");
        return Task.FromResult<IReadOnlyList<FileChange>>(Changes);
    }

    public async Task ExportContainerAsync(ContainerId containerId, Stream destination, CancellationToken cancellationToken = default)
    {
        await destination.WriteAsync("files"u8.ToArray(), cancellationToken);
        Called($"export {containerId}");
    }

    public Task<StorageUsage> GetStorageUsageAsync(CancellationToken cancellationToken = default)
    {
        Called("usage");
        return Task.FromResult(new StorageUsage
        {
            Layers = new(3, 1, 200_000_000, 50_000_000),
            Blobs = new(3, 1, 100_000_000, 25_000_000),
            Ingest = new(0, 0, 0, 0),
            Containers = new(2, 1, 3_000, 1_000),
            Volumes = new(0, 0, 0, 0),
            Logs = new(2, 1, 500, 500),
        });
    }

    public Task<string> LoginAsync(string registry, RegistryCredentials credentials, CancellationToken cancellationToken = default)
    {
        Called($"login {registry}");
        Credentials = credentials;
        return Task.FromResult("/root/.docker/config.json");
    }

    public Task<bool> LogoutAsync(string registry, CancellationToken cancellationToken = default)
    {
        Called($"logout {registry}");
        return Task.FromResult(IsLoggedIn);
    }

    private void Called(string call)
    {
        Calls.Add(call);
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    private ImageInfo Find(string image) => Images.Find(known => known.Id.Value == image || known.Id.Hex.StartsWith(image, StringComparison.Ordinal)
        || (ImageReference.TryParse(image, out var reference) && known.References.Contains(reference)))
        ?? throw new ImageNotFoundException(image, $"The store has no image '{image}'.");
}
