namespace Youki.Runtime;

/// <summary>What a pruning takes away. What containers or pulls use always stays. Without any member: images without a reference, and content that belongs to no image.</summary>
public sealed record PruneImagesOptions
{
    /// <summary>Takes images with references too, where no container uses them. The default is false.</summary>
    public bool All { get; init; }

    /// <summary>Takes only images that came into the store, or were last used by a container, longer ago than this. Null: of any age.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Goes on, the longest unused image first, until the store has at most this many bytes; takes images with references too. Null: no such mark.</summary>
    public long? TargetBytes { get; init; }

    /// <summary>Goes on in the same way until the store's file system is used to at most this part, from 0 to 100 per cent. Null: no such mark.</summary>
    public double? TargetDiskPercent { get; init; }
}
