using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>An archive or layout with images.</summary>
internal interface IImageArchive
{
    /// <summary>The image of a name.</summary>
    /// <param name="name">Null: the only one.</param>
    /// <exception cref="ImageNotFoundException">There is none, or no name was given and there are several.</exception>
    IImageSource Choose(string? name);

    /// <summary>All images; one with several names comes once for each.</summary>
    IEnumerable<ArchivedImage> List();
}
