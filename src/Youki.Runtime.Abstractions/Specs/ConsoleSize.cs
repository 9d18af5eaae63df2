using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A terminal's size in characters. Source: OCI runtime-spec, config.md, "Process".</summary>
public sealed record ConsoleSize
{
    /// <summary>Rows.</summary>
    public uint? Height { get; init; }

    /// <summary>Columns.</summary>
    public uint? Width { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
