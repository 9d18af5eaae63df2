using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>The two kinds of devices.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeviceType>))]
public enum DeviceType
{
    /// <summary>A character device, such as a terminal.</summary>
    [JsonStringEnumMemberName("character")]
    Character,

    /// <summary>A block device, such as a disk.</summary>
    [JsonStringEnumMemberName("block")]
    Block,
}
