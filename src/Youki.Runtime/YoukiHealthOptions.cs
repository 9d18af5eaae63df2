namespace Youki.Runtime;

/// <summary>What the health check of the runtime asks for.</summary>
public sealed class YoukiHealthOptions
{
    /// <summary>Nodes that must be initialized.</summary>
    /// <value>Empty by default: one has to be, whichever it is.</value>
    public IList<NodeId> Nodes { get; } = [];

    /// <summary>Below this many free bytes on the file system of bundles or of images, the host is degraded.</summary>
    /// <value>The default value is 1 GiB.</value>
    public long MinFreeBytes { get; set; } = 1L << 30;
}
