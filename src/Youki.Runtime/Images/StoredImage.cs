using Youki.Runtime.Images.Content;

namespace Youki.Runtime.Images;

/// <summary>An image of the store with its documents.</summary>
internal sealed record StoredImage(IndexEntry Entry, ImageDocuments Documents);
