using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Allows or denies devices. Source: OCI runtime-spec, config-linux.md, "Allowed Device list".</summary>
public sealed record LinuxDeviceRule
{
    /// <summary>Whether they are allowed.</summary>
    public bool? Allow { get; init; }

    /// <summary><c>a</c> for all, <c>c</c> for character, <c>b</c> for block devices. Null means <c>a</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Major number. Null: any.</summary>
    public long? Major { get; init; }

    /// <summary>Minor number. Null: any.</summary>
    public long? Minor { get; init; }

    /// <summary>Any of <c>r</c> (read), <c>w</c> (write) and <c>m</c> (mknod).</summary>
    public string? Access { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
