namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Volumes in memory.</summary>
internal sealed class FakeVolumes : IVolumeStore
{
    public List<VolumeInfo> Volumes { get; } = [];

    public List<PruneVolumesOptions> Prunings { get; } = [];

    public Task<VolumeInfo> CreateVolumeAsync(VolumeOptions? options = null, CancellationToken cancellationToken = default)
    {
        var volume = new VolumeInfo
        {
            Name = options?.Name ?? "random",
            Driver = options?.Driver ?? "local",
            DriverOptions = options?.DriverOptions ?? new Dictionary<string, string>(),
            Labels = options?.Labels ?? new Dictionary<string, string>(),
            CreatedAt = DateTimeOffset.UnixEpoch,
            Anonymous = options?.Name is null,
            Path = $"/volumes/{options?.Name}/data",
            Containers = [],
        };
        Volumes.Add(volume);
        return Task.FromResult(volume);
    }

    public Task<IReadOnlyList<VolumeInfo>> ListVolumesAsync(VolumeFilter? filter = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<VolumeInfo>>([.. Volumes.Where(volume => filter?.Driver is null || volume.Driver == filter.Driver)]);

    public Task<VolumeInfo> InspectVolumeAsync(string name, CancellationToken cancellationToken = default) =>
        Task.FromResult(Volumes.Find(volume => volume.Name == name) ?? throw new VolumeNotFoundException(name));

    public Task RemoveVolumeAsync(string name, CancellationToken cancellationToken = default) =>
        Volumes.RemoveAll(volume => volume.Name == name) == 0 ? throw new VolumeNotFoundException(name) : Task.CompletedTask;

    public Task<VolumeRemoval> PruneVolumesAsync(PruneVolumesOptions? options = null, CancellationToken cancellationToken = default)
    {
        Prunings.Add(options ?? new());
        var removed = Volumes.Select(volume => volume.Name).ToList();
        Volumes.Clear();
        return Task.FromResult(new VolumeRemoval { Removed = removed, ReclaimedBytes = 2048 });
    }
}
