using Youki.Runtime.Images.Content;

namespace Youki.Runtime.Images.Archives;

/// <summary>An image on its way out.</summary>
/// <param name="Entry">What the index says of it.</param>
/// <param name="Documents">What it is.</param>
internal sealed record ExportedImage(IndexEntry Entry, ImageDocuments Documents);
