using Youki.Runtime.Specs;

namespace Youki.Runtime.UserNamespaces;

/// <summary>
/// Gives ids of the host to containers. A claim is on disk before its ids are used, and names its container, so that whoever finds the container's ledger
/// can give it back; one whose container has gone without, by hand say, is dropped at the next claim.
/// </summary>
/// <param name="options">Which ids, and where claims are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="uidFile">Whose ids there are, where the options do not say.</param>
/// <param name="gidFile">As above, of groups.</param>
internal sealed class IdPool(IdPoolOptions options, TimeProvider time, string uidFile = SubordinateIds.UidFile, string gidFile = SubordinateIds.GidFile)
{
    private readonly IdClaimsFile _file = new(options.Directory, time);

    /// <summary>Where claims are kept.</summary>
    public string Directory => options.Directory;

    /// <summary>The same, with claims that are kept elsewhere.</summary>
    public IdPool In(string directory) =>
        directory == Directory ? this : new IdPool(new IdPoolOptions { FirstId = options.FirstId, Count = options.Count, User = options.User, Directory = directory }, time, uidFile, gidFile);

    /// <summary>Claims ids that no other container has; a container that has some already keeps them.</summary>
    /// <exception cref="SubordinateIdException">There are none, or none left.</exception>
    public Task<IdMappings> ClaimAsync(ContainerId id, string bundlePath, uint size, CancellationToken cancellationToken) => ClaimAsync(
        id,
        bundlePath,
        exclusive: true,
        claims => new IdMappings
        {
            Uids = [Find(uidFile, size, [.. claims.SelectMany(claim => claim.Uids())])],
            Gids = [Find(gidFile, size, [.. claims.SelectMany(claim => claim.Gids())])],
        },
        cancellationToken);

    /// <summary>Claims these very ids, which containers may share that name them so too, but not one that has them for itself.</summary>
    /// <exception cref="HostResourceException">Another container has some of them.</exception>
    public Task<IdMappings> ClaimAsync(ContainerId id, string bundlePath, IdMappings mappings, CancellationToken cancellationToken) => ClaimAsync(
        id,
        bundlePath,
        exclusive: false,
        claims =>
        {
            var mine = new IdClaim { ContainerId = id.Value, BundlePath = bundlePath, Exclusive = false, Mappings = mappings.ToData() };
            foreach (var other in claims.Where(claim => claim.Exclusive))
            {
                if ((Overlap(mine.Uids(), other.Uids()) ?? Overlap(mine.Gids(), other.Gids())) is not { } ids)
                {
                    continue;
                }

                throw new HostResourceException(IdMappings.ResourceKind, $"Container {id} cannot have the ids {ids} of the host: container {other.ContainerId} in '{other.BundlePath}' has them for itself. Give other ones.") { ContainerId = id };
            }

            return mappings;
        },
        cancellationToken);

    /// <summary>Gives a container's ids back, if it has any.</summary>
    public async Task ReleaseAsync(ContainerId id, string bundlePath, CancellationToken cancellationToken)
    {
        if (!_file.Exists)
        {
            return;
        }

        using var held = await _file.LockAsync(cancellationToken).ConfigureAwait(false);
        var claims = _file.Read();
        var others = claims.Where(claim => !claim.IsOf(id.Value, bundlePath)).ToList();
        if (others.Count < claims.Count)
        {
            _file.Write(others);
        }
    }

    private async Task<IdMappings> ClaimAsync(ContainerId id, string bundlePath, bool exclusive, Func<IReadOnlyList<IdClaim>, IdMappings> choose, CancellationToken cancellationToken)
    {
        using var held = await _file.LockAsync(cancellationToken).ConfigureAwait(false);
        var claims = _file.Read();
        if (claims.FirstOrDefault(claim => claim.IsOf(id.Value, bundlePath)) is { } known)
        {
            return IdMappings.FromData(known.Mappings);
        }

        var living = claims.Where(claim => !IsForgotten(claim)).ToList();
        var chosen = choose(living);
        _file.Write([.. living, new IdClaim { ContainerId = id.Value, BundlePath = bundlePath, Exclusive = exclusive, Mappings = chosen.ToData() }]);
        return chosen;
    }

    // A bundle directory that is not there may come back, with files that belong to the ids.
    private static bool IsForgotten(IdClaim claim) => !System.IO.Directory.Exists(claim.BundlePath) && System.IO.Directory.Exists(Path.GetDirectoryName(claim.BundlePath));

    private LinuxIdMapping Find(string file, uint size, List<IdRange> taken)
    {
        IReadOnlyList<IdRange> pool = options is { FirstId: { } first, Count: { } count } ? [new IdRange(first, count)] : SubordinateIds.Read(file, options.User);
        foreach (var range in pool)
        {
            if (FirstFit(range, size, taken) is { } found)
            {
                return new LinuxIdMapping { ContainerId = 0, HostId = (uint)found, Size = size };
            }
        }

        var source = options.FirstId is null ? file : $"{nameof(YoukiRuntimeOptions.UserNamespaces)}.{nameof(IdPoolOptions.Count)}";
        var from = $"'{source}' has {string.Join(" and ", pool)}{(options.FirstId is null ? $" for user '{options.User}'" : "")}";
        throw pool.All(range => range.Count < size)
            ? new SubordinateIdException(source, $"A user namespace with {size} ids in a row is asked for, and {from}: that is too few. {(options.FirstId is null ? SubordinateIds.Advice(file, options.User) : "Set a larger one.")}")
            : new SubordinateIdException(source, $"A user namespace with {size} ids in a row is asked for, and so many are not left: {from}, of which containers hold {taken.Where(ids => pool.Any(ids.Overlaps)).Sum(ids => ids.Count)}. Remove containers that are not needed, ask for fewer ids, or add a range.");
    }

    private static long? FirstFit(IdRange pool, uint size, List<IdRange> taken)
    {
        var candidate = new IdRange(pool.First, size);
        foreach (var range in taken.Where(pool.Overlaps).OrderBy(range => range.First))
        {
            if (candidate.Overlaps(range))
            {
                candidate = candidate with { First = range.End };
            }
        }

        return candidate.End <= pool.End ? candidate.First : null;
    }

    private static IdRange? Overlap(IEnumerable<IdRange> mine, IEnumerable<IdRange> theirs) =>
        mine.SelectMany(one => theirs.Where(one.Overlaps).Select(other => (IdRange?)other)).FirstOrDefault();
}
