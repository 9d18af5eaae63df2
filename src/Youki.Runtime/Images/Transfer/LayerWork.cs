using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>A layer that is being brought in.</summary>
/// <param name="Image">The image, for messages.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Replaces">Whether its files are unpacked again although they are there.</param>
/// <param name="Progress">Is told how far it is.</param>
internal sealed record LayerWork(string Image, WantedLayer Layer, bool Replaces, TransferProgress Progress)
{
    public ContentDescriptor Blob => Layer.Blob;

    public Digest DiffId => Layer.DiffId;
}
