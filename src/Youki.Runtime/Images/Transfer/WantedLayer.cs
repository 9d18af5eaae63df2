using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>A layer of an image: its blob, and the digest of the tar that must be in it.</summary>
internal sealed record WantedLayer(ContentDescriptor Blob, Digest DiffId);
