using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;

namespace Youki.Runtime.Stats;

/// <summary>Reads what one run uses, again and again, from files that stay open. Not for several threads at once.</summary>
internal sealed class StatsReader : IDisposable
{
    private readonly ContainerRecord _container;
    private readonly BundleLayout _layout;
    private readonly ProcessIdentity _process;
    private readonly TimeProvider _time;
    private readonly KernelBuffer _buffer = new();
    private readonly ICgroupReader _cgroup;
    private readonly KernelFile? _network;

    public StatsReader(ContainerRecord container, BundleLayout layout, ProcessIdentity process, CgroupTree cgroups, TimeProvider time)
    {
        (_container, _layout, _process, _time) = (container, layout, process, time);
        _cgroup = cgroups.OpenReader(container.CgroupPath, _buffer);
        _network = OpenNetwork(process);
    }

    /// <summary>What the run uses now; null where it has ended.</summary>
    public ContainerStats? TryRead(StatsOptions options, CancellationToken cancellationToken)
    {
        var stats = new ContainerStats
        {
            Id = _container.Id,
            Run = _container.Run,
            Time = _time.GetUtcNow(),
            MonotonicTime = _time.GetElapsedTime(0),
            Cpu = _cgroup.Cpu(),
            Memory = _cgroup.Memory(),
            Pids = _cgroup.Pids(),
            Io = _cgroup.Io(),
            HugePages = _cgroup.HugePages(),
            Networks = _network is null ? null : NetworkText.Parse(_network.Read(_buffer)),
            WritableLayerBytes = options.WritableLayer == true ? WritableLayer(cancellationToken) : null,
        };

        // Files of a cgroup that is being emptied tell a mixture.
        return _process.IsAlive() ? stats : null;
    }

    public void Dispose()
    {
        _cgroup.Dispose();
        _network?.Dispose();
    }

    /// <summary>Null: the run uses the host's network.</summary>
    private static KernelFile? OpenNetwork(ProcessIdentity process)
    {
        var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}");
        if (NamespaceOf(directory) is not { } own || own == NamespaceOf("/proc/self"))
        {
            return null;
        }

        var file = KernelFile.TryOpen($"{directory}/net/dev");
        if (file is not null && !process.IsAlive())
        {
            file.Dispose();
            return null;
        }

        return file;
    }

    private static string? NamespaceOf(string directory)
    {
        try
        {
            return new FileInfo($"{directory}/ns/net").LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A root file system that was copied is written to itself; a mounted one is not the container's own.
    private long WritableLayer(CancellationToken cancellationToken) =>
        TreeSize.Of(_layout.WritableLayer, cancellationToken)
        + (FileMetadata.TryOf(_layout.Rootfs)?.IsMountRoot == true ? 0 : TreeSize.Of(_layout.Rootfs, cancellationToken));
}
