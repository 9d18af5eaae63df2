using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>An image of an archive or layout.</summary>
/// <param name="Name">As the archive calls it, for messages.</param>
/// <param name="Reference">The reference that leads to it. Null: it has none, or only a tag.</param>
/// <param name="Source">Its content, which the archive keeps open.</param>
internal sealed record ArchivedImage(string Name, ImageReference? Reference, IImageSource Source);
