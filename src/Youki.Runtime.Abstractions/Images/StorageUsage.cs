namespace Youki.Runtime;

/// <summary>How much room things take on disk, in bytes, and how much of it can go.</summary>
public sealed record StorageUsage
{
    /// <summary>Images: unpacked layers, each counted once.</summary>
    public required StorageShare Layers { get; init; }

    /// <summary>Images: blobs as they came over the network.</summary>
    public required StorageShare Blobs { get; init; }

    /// <summary>Pulls that go on or were broken off, and what a removal that was broken off has left; what nobody works on can go.</summary>
    public required StorageShare Ingest { get; init; }

    /// <summary>Containers: writable layers and records; those of stopped ones can go.</summary>
    public required StorageShare Containers { get; init; }

    /// <summary>Containers: what they keep in the volumes of their images; those of stopped ones can go.</summary>
    public required StorageShare Volumes { get; init; }

    /// <summary>Containers: logs; those of stopped ones can go.</summary>
    public required StorageShare Logs { get; init; }
}
