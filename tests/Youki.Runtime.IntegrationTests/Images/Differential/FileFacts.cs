namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>All that is to be equal of one file of two trees.</summary>
internal sealed record FileFacts
{
    /// <summary>Type and permissions, as <c>st_mode</c> has them, in octal digits.</summary>
    public required string Mode { get; init; }

    public required uint Uid { get; init; }

    public required uint Gid { get; init; }

    /// <summary>In bytes; 0 for directories, whose size is the file system's affair.</summary>
    public required long Size { get; init; }

    /// <summary>How many names it has; 0 for directories.</summary>
    public required uint Links { get; init; }

    /// <summary>The other names of the file in this tree, the first in order; empty where there is one name only.</summary>
    public string SameAs { get; init; } = "";

    /// <summary>When it was changed, in nanoseconds since 1970.</summary>
    public required long ModifiedAt { get; init; }

    /// <summary>Of a device.</summary>
    public required string Device { get; init; }

    /// <summary>The SHA-256 of a file's content, or what a link says.</summary>
    public required string Content { get; init; }

    /// <summary>Extended attributes, such as <c>user.a=6162</c>, in order.</summary>
    public required string Xattrs { get; init; }
}
