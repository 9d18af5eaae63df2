using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>The manifest of one platform, as it came and was checked.</summary>
/// <param name="Descriptor">What it is.</param>
/// <param name="Manifest">The manifest.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Platform">What the index says it runs on. Null: there is no index, or it does not say.</param>
/// <param name="Source">The digest that the reference led to: the index's, or the manifest's own.</param>
internal sealed record ChosenManifest(ContentDescriptor Descriptor, ImageManifest Manifest, byte[] Content, ImagePlatform? Platform, Digest Source);
