namespace Youki.Runtime;

/// <summary>One step of an image's making, by its own word. Source: OCI image-spec, config.md, "history".</summary>
public sealed record ImageHistoryEntry
{
    /// <summary>When. Null: not said.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>By which command. Null: not said.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>By whom. Null: not said.</summary>
    public string? Author { get; init; }

    /// <summary>With which remark. Null: not said.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether it changed no file, so that no layer belongs to it. Null: not said, which means that it did change some.</summary>
    public bool? EmptyLayer { get; init; }
}
