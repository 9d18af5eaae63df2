namespace Youki.Runtime.UserNamespaces;

/// <summary>Which ids of the host a container has, as it is stored.</summary>
internal sealed record IdClaim
{
    public required string ContainerId { get; init; }

    /// <summary>Ids of containers need only be different in one bundle directory.</summary>
    public required string BundlePath { get; init; }

    /// <summary>Whether nobody else may have them.</summary>
    public required bool Exclusive { get; init; }

    /// <summary>As <see cref="IdMappings.ToData"/> has it.</summary>
    public required IReadOnlyDictionary<string, string> Mappings { get; init; }

    public bool IsOf(string containerId, string bundlePath) => ContainerId == containerId && BundlePath == bundlePath;

    public IEnumerable<IdRange> Uids() => IdMappings.FromData(Mappings).Uids.Select(range => new IdRange(range.HostId!.Value, range.Size!.Value));

    public IEnumerable<IdRange> Gids() => IdMappings.FromData(Mappings).Gids.Select(range => new IdRange(range.HostId!.Value, range.Size!.Value));
}
