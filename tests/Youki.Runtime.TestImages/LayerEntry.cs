namespace Youki.Runtime.TestImages;

/// <summary>One entry of a layer.</summary>
public sealed record LayerEntry
{
    public required EntryKind Kind { get; init; }

    /// <summary>As the archive has it, such as <c>etc/passwd</c>.</summary>
    public required string Path { get; init; }

    public byte[] Content { get; init; } = [];

    /// <summary>Of a symbolic link, what it says; of a hard link, the path of the file.</summary>
    public string LinkTarget { get; init; } = "";

    /// <summary>The mode in octal digits, such as <c>4755</c>.</summary>
    public string Mode { get; init; } = "644";

    public long Uid { get; init; }

    public long Gid { get; init; }

    public FileTime ModifiedAt { get; init; } = FileTime.Default;

    public uint Major { get; init; }

    public uint Minor { get; init; }

    /// <summary>Extended attributes by their whole names, such as <c>security.capability</c>.</summary>
    public IReadOnlyDictionary<string, byte[]> Xattrs { get; init; } = new Dictionary<string, byte[]>();
}
