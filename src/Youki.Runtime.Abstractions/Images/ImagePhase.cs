namespace Youki.Runtime;

/// <summary>What is being done with an image or a layer.</summary>
public enum ImagePhase
{
    /// <summary>The manifest and the configuration are fetched.</summary>
    Resolving,

    /// <summary>It waits for its turn, or for another pull that fetches the same.</summary>
    Waiting,

    /// <summary>The blob comes in, and is checked and unpacked as it comes.</summary>
    Downloading,

    /// <summary>A blob that is here already is unpacked.</summary>
    Unpacking,

    /// <summary>The blob goes out.</summary>
    Uploading,

    /// <summary>It was there already.</summary>
    AlreadyExists,

    /// <summary>It is done.</summary>
    Complete,
}
