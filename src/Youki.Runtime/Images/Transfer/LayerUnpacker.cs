namespace Youki.Runtime.Images.Transfer;

/// <summary>Passes layers through the one-pass pipeline.</summary>
internal sealed class LayerUnpacker
{
    public Task<UnpackedLayer> UnpackAsync(
        string image, WantedLayer layer, Stream content, string? blobFile, long blobOffset, string target, Action<long> progress, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Layers come later.");
}
