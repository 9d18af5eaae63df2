namespace Youki.Runtime.Tool.Output;

/// <summary>What was sent to a registry.</summary>
internal sealed record PushResult
{
    public required ImageReference Reference { get; init; }

    /// <summary>The digest of the manifest there.</summary>
    public required Digest Digest { get; init; }
}
