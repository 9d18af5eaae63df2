namespace Youki.Runtime.Images.Archives;

/// <summary>The files of a directory or archive with images, by the names that image formats give them. Their author may be hostile.</summary>
internal interface IImageFiles : IDisposable
{
    /// <summary>Opens a regular file; null where there is none of this name. The stream can be sought in.</summary>
    /// <param name="name">A relative path with single slashes.</param>
    /// <exception cref="ImageFormatException">It is no regular file.</exception>
    Stream? TryOpen(string name);
}
