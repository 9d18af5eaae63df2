namespace Youki.Runtime.Tool.Output;

/// <summary>What a list of images shows.</summary>
internal sealed record ImageTableView
{
    /// <summary>Only ids.</summary>
    public bool Quiet { get; init; }

    /// <summary>The digests of the manifests too.</summary>
    public bool Digests { get; init; }

    /// <summary>Whole ids.</summary>
    public bool Whole { get; init; }
}
