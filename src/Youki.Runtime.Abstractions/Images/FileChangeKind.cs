using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>What became of a file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileChangeKind>))]
public enum FileChangeKind
{
    /// <summary>It is there and was not in the image.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>Its content or attributes are other ones; of a directory, something in it.</summary>
    [JsonStringEnumMemberName("modified")]
    Modified,

    /// <summary>The image has it and the container no longer.</summary>
    [JsonStringEnumMemberName("deleted")]
    Deleted,
}
