using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>What happens to a container's output when the disk of its log is full.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FullDiskAction>))]
public enum FullDiskAction
{
    /// <summary>It is dropped, counted and told; the container goes on.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>Nobody reads it until there is room again: a process that writes more than its pipe holds, 64 KiB, waits.</summary>
    [JsonStringEnumMemberName("block")]
    Block,
}
