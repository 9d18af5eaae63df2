using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Whether mounts that are made on one side of a bind mount appear on the other. Source: mount_namespaces(7), "Shared subtrees".</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MountPropagation>))]
public enum MountPropagation
{
    /// <summary>Nothing appears on the other side, for the mount alone.</summary>
    [JsonStringEnumMemberName("private")]
    Private,

    /// <summary>Nothing appears on the other side.</summary>
    [JsonStringEnumMemberName("rprivate")]
    RecursivePrivate,

    /// <summary>What the host mounts appears in the container, for the mount alone. The source lies on a shared mount of the host, or on one that receives.</summary>
    [JsonStringEnumMemberName("slave")]
    Slave,

    /// <summary>What the host mounts appears in the container. The source lies on a shared mount of the host, or on one that receives.</summary>
    [JsonStringEnumMemberName("rslave")]
    RecursiveSlave,

    /// <summary>What either side mounts appears on the other, for the mount alone. The source lies on a shared mount of the host.</summary>
    [JsonStringEnumMemberName("shared")]
    Shared,

    /// <summary>What either side mounts appears on the other. The source lies on a shared mount of the host.</summary>
    [JsonStringEnumMemberName("rshared")]
    RecursiveShared,
}
