using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Store;

/// <summary>The volumes of the volume directory.</summary>
internal sealed class VolumeStore(string directory, VolumeLocks locks, VolumeDrivers drivers, VolumeUsers users, TimeProvider time)
{
    public string Directory => directory;

    public VolumeLocks Locks => locks;

    /// <summary>A new name of 64 hexadecimal digits, as docker has them.</summary>
    public static string NewName() => $"{Guid.NewGuid():N}{Guid.NewGuid():N}";

    public async Task<VolumeInfo> CreateAsync(VolumeOptions options, CancellationToken cancellationToken)
    {
        var name = options.Name ?? NewName();
        using var held = await locks.AcquireAsync(name, cancellationToken).ConfigureAwait(false);
        if (VolumeFiles.TryRead(held.Layout) is { } known)
        {
            CheckSame(known, options.Driver ?? LocalVolumeDriver.LocalName, options.DriverOptions);
            return Describe(held.Layout, known);
        }

        return Describe(held.Layout, await MakeAsync(held.Layout, options, options.Name is null, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes a volume that is not there; the caller holds its lock.</summary>
    public async Task<VolumeRecord> MakeAsync(VolumeLayout layout, VolumeOptions options, bool anonymous, CancellationToken cancellationToken)
    {
        PrivateDirectory.Ensure(directory, nameof(YoukiRuntimeOptions.VolumeDirectory));
        var record = new VolumeRecord
        {
            SchemaVersion = VolumeRecord.CurrentSchemaVersion,
            Name = layout.Name,
            Driver = options.Driver ?? LocalVolumeDriver.LocalName,
            DriverOptions = options.DriverOptions ?? new Dictionary<string, string>(),
            Labels = options.Labels ?? new Dictionary<string, string>(),
            CreatedAt = time.GetUtcNow(),
            Anonymous = anonymous,
            Used = false,
        };
        var driver = drivers.Of(layout.Name, record.Driver);
        try
        {
            VolumeFiles.Prepare(layout, record);
            await driver.CreateAsync(RequestOf(layout, record, null), cancellationToken).ConfigureAwait(false);
            VolumeFiles.Publish(layout);
            return record;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new VolumeException(layout.Name, $"Volume '{layout.Name}' cannot be made: {exception.Message} Look at the space and the mode of {directory}.", exception);
        }
        catch
        {
            VolumeFiles.Sweep(layout);
            throw;
        }
    }

    public async Task<VolumeInfo> InspectAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        cancellationToken.ThrowIfCancellationRequested();
        return TryDescribe(name) ?? throw new VolumeNotFoundException(name);
    }

    public async Task<IReadOnlyList<VolumeInfo>> ListAsync(VolumeFilter? filter, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        cancellationToken.ThrowIfCancellationRequested();
        return List(filter);
    }

    private List<VolumeInfo> List(VolumeFilter? filter) =>
        [.. VolumeLayout.Names(directory).Select(TryDescribe).OfType<VolumeInfo>().Where(volume => Fits(volume, filter))];

    /// <summary>Removes a volume that no container uses.</summary>
    /// <param name="name">The volume.</param>
    /// <param name="except">A container that is being removed, and does not count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many bytes it took.</returns>
    public async Task<long> RemoveAsync(string name, ContainerId? except, CancellationToken cancellationToken)
    {
        if (!IdentifierRule.IsValid(name) || !VolumeFiles.HasAny(new VolumeLayout(directory, name)))
        {
            throw new VolumeNotFoundException(name);
        }

        using var held = await locks.AcquireAsync(name, cancellationToken).ConfigureAwait(false);
        VolumeFiles.Sweep(held.Layout);
        var record = VolumeFiles.TryRead(held.Layout) ?? throw new VolumeNotFoundException(name);

        // A container's record is on disk before it asks for the volume's lock: what is not there now finds the volume gone, and makes it anew.
        if (users(name).Where(user => user != except).ToList() is { Count: > 0 } others)
        {
            throw new VolumeInUseException(name, others);
        }

        try
        {
            await drivers.Of(name, record.Driver).RemoveAsync(RequestOf(held.Layout, record, except), cancellationToken).ConfigureAwait(false);
            var bytes = TreeSize.Of(held.Layout.Directory, cancellationToken);
            VolumeFiles.Delete(held.Layout);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new VolumeException(name, $"Volume '{name}' cannot be removed: {exception.Message} Unmount what is mounted in it, if anything is, and try again.", exception);
        }
    }

    public async Task<VolumeRemoval> PruneAsync(PruneVolumesOptions options, CancellationToken cancellationToken)
    {
        var (removed, bytes) = (new List<string>(), 0L);
        foreach (var volume in List(new VolumeFilter { Labels = options.Labels, Dangling = true }).Where(volume => options.All || volume.Anonymous))
        {
            try
            {
                bytes += await RemoveAsync(volume.Name, except: null, cancellationToken).ConfigureAwait(false);
                removed.Add(volume.Name);
            }
            catch (Exception exception) when (exception is VolumeInUseException or VolumeNotFoundException)
            {
                // It was taken, or removed, meanwhile.
            }
        }

        foreach (var name in VolumeLayout.Unfinished(directory))
        {
            using var held = await locks.AcquireAsync(name, cancellationToken).ConfigureAwait(false);
            VolumeFiles.Sweep(held.Layout);
        }

        return new VolumeRemoval { Removed = removed, ReclaimedBytes = bytes };
    }

    /// <exception cref="VolumeException">The volume is another one.</exception>
    public static void CheckSame(VolumeRecord record, string driver, IReadOnlyDictionary<string, string>? options)
    {
        options ??= new Dictionary<string, string>();
        if (record.Driver != driver || record.DriverOptions.Count != options.Count || options.Any(option => record.DriverOptions.GetValueOrDefault(option.Key) != option.Value))
        {
            throw new VolumeException(record.Name, $"There is a volume '{record.Name}' already, with another driver or other options ({record.Driver}). Take another name, or remove it first.");
        }
    }

    public static VolumeRequest RequestOf(VolumeLayout layout, VolumeRecord record, ContainerId? user) => new()
    {
        Name = record.Name,
        Options = record.DriverOptions,
        Directory = System.IO.Directory.Exists(layout.Data) ? layout.Data : layout.New.Data,
        OtherUsers = System.IO.Directory.Exists(layout.Users)
            ? [.. System.IO.Directory.EnumerateFiles(layout.Users).Select(path => ContainerId.Parse(Path.GetFileName(path))).Where(id => id != user)]
            : [],
    };

    private VolumeInfo? TryDescribe(string name) => IdentifierRule.IsValid(name) && VolumeFiles.TryRead(new VolumeLayout(directory, name)) is { } record
        ? Describe(new VolumeLayout(directory, name), record)
        : null;

    private VolumeInfo Describe(VolumeLayout layout, VolumeRecord record) => new()
    {
        Name = record.Name,
        Driver = record.Driver,
        DriverOptions = record.DriverOptions,
        Labels = record.Labels,
        CreatedAt = record.CreatedAt,
        Anonymous = record.Anonymous,
        Path = layout.Data,
        Containers = users(record.Name),
    };

    private static bool Fits(VolumeInfo volume, VolumeFilter? filter) =>
        filter is null
        || ((filter.Driver is null || filter.Driver == volume.Driver)
            && (filter.Dangling is null || filter.Dangling == (volume.Containers.Count == 0))
            && (filter.Labels is null || filter.Labels.All(label => volume.Labels.TryGetValue(label.Key, out var value) && (label.Value.Length == 0 || label.Value == value))));
}
