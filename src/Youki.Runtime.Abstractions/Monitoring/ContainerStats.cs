namespace Youki.Runtime;

/// <summary>
/// What a container uses at one moment, read from its cgroup and its processes. Counters count from the beginning of the run. Null always means that this kernel, or
/// this kind of cgroup, does not say it; it is never 0 instead.
/// </summary>
public sealed record ContainerStats
{
    /// <summary>The container.</summary>
    public required ContainerId Id { get; init; }

    /// <summary>Its run; counters of different runs do not belong together.</summary>
    public required int Run { get; init; }

    /// <summary>When it was read, by the host's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When it was read, by a clock that nobody sets: what rates are made of. It begins anew at each boot.</summary>
    public required TimeSpan MonotonicTime { get; init; }

    /// <summary>Processors.</summary>
    public required CpuStats Cpu { get; init; }

    /// <summary>Memory.</summary>
    public required MemoryStats Memory { get; init; }

    /// <summary>Tasks: processes and their threads.</summary>
    public required PidsStats Pids { get; init; }

    /// <summary>Block devices.</summary>
    public required IoStats Io { get; init; }

    /// <summary>Huge pages, one entry for each page size. Null: they are not counted.</summary>
    public IReadOnlyList<HugePageStats>? HugePages { get; init; }

    /// <summary>The interfaces of the container's network, the loopback one too. Null: it uses the host's network, or they could not be read.</summary>
    public IReadOnlyList<NetworkStats>? Networks { get; init; }

    /// <summary>What the writable layer takes on disk, in bytes. Null: it was not asked for; see <see cref="StatsOptions.WritableLayer"/>.</summary>
    public long? WritableLayerBytes { get; init; }

    /// <summary>The processor time used since an earlier reading, as a percentage of one core: 200 is two cores at full speed.</summary>
    /// <returns>Null: one of them does not know, they are not of the same run, or no time has passed between them.</returns>
    public double? CpuPercentSince(ContainerStats earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return earlier.Id == Id && earlier.Run == Run && MonotonicTime > earlier.MonotonicTime && Cpu.Usage - earlier.Cpu.Usage is { } used && used >= TimeSpan.Zero
            ? 100 * (used / (MonotonicTime - earlier.MonotonicTime))
            : null;
    }
}
