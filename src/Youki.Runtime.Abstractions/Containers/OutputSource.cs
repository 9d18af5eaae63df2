using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Where a process wrote to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutputSource>))]
public enum OutputSource
{
    /// <summary>Standard output.</summary>
    [JsonStringEnumMemberName("stdout")]
    Stdout,

    /// <summary>Standard error.</summary>
    [JsonStringEnumMemberName("stderr")]
    Stderr,
}
