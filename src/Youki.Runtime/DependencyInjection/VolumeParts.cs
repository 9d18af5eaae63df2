using Youki.Runtime.Bundles;
using Youki.Runtime.Cli;
using Youki.Runtime.Volumes.Mounting;
using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.DependencyInjection;

/// <summary>The parts that keep volumes and mount them.</summary>
internal sealed class VolumeParts
{
    private readonly ContainerStore _containers;

    public VolumeParts(YoukiRuntimeOptions options, ContainerStore containers, IEnumerable<IVolumeDriver> others, TimeProvider time)
    {
        _containers = containers;
        var directory = options.VolumeDirectory ?? DefaultDirectories.VolumesBeside(options.BundleDirectory);
        var drivers = new VolumeDrivers(others);
        Store = new VolumeStore(directory, new VolumeLocks(directory, options.LockTimeout, time), drivers, UsersOf, time);
        Providers =
        [
            new EphemeralProvider(new MemoryFiles(Contents), parent => new VolumeLocks(parent, options.LockTimeout, time)),
            new VolumesProvider(new VolumeUse(Store, drivers)),
            new MountsProvider(new MountSources(new ProtectedDirectories(options, directory, StatesOf(options)))),
        ];
    }

    public VolumeStore Store { get; }

    public FileContents Contents { get; } = new();

    public IReadOnlyList<IHostResourceProvider> Providers { get; }

    /// <summary>youki's state, and beside it that of other runtimes, each in a directory of its name.</summary>
    private static IReadOnlyList<string> StatesOf(YoukiRuntimeOptions options)
    {
        var beside = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(options.StateDirectory)) ?? "/";
        return [options.StateDirectory, .. Enum.GetNames<RuntimeFlavor>().Select(name => Path.Combine(beside, name.ToLowerInvariant()))];
    }

    /// <summary>A container whose record cannot be read may use any volume.</summary>
    private IReadOnlyList<ContainerId> UsersOf(string name) =>
    [
        .. _containers.ReadAll()
            .Where(container => container.Error is not null || (container.Record?.Config.Mounts?.OfType<VolumeMount>().Any(mount => mount.Name == name) ?? false))
            .Select(container => container.Id),
    ];
}
