using Youki.Runtime.Images.Layers.Pipeline;

namespace Youki.Runtime.Images.Layers;

/// <summary>
/// Takes a blob in, in one pass: to its file, to its digest, decompressed, to the digest of the archive, through the parser, to the files of the layer and
/// their manifest. There is no temporary archive, and memory is bounded whatever the layer holds.
/// </summary>
internal static class LayerPipeline
{
    /// <summary>Runs a pass. When it throws, what was written of blob, files and manifest is worth nothing but for the blob's beginning, and stays to be removed.</summary>
    /// <exception cref="ImageDamagedException">Size, digest or DiffID are not what they should be.</exception>
    /// <exception cref="ImageFormatException">The blob is no valid layer, or exceeds a limit.</exception>
    /// <exception cref="HostResourceException">The disk is full, or the file system refused something.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; no stage runs any more.</exception>
    public static async Task<LayerResult> RunAsync(LayerJob job, CancellationToken cancellationToken)
    {
        using var pass = new LayerPass(job, cancellationToken);
        return await pass.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
