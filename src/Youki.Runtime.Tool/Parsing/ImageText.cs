namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads where the root file system comes from.</summary>
internal static class ImageText
{
    private const string Directory = "dir:";

    /// <summary>Whether it is a directory of this host, which has neither entrypoint nor cmd.</summary>
    public static bool IsDirectory(string image) => image.StartsWith(Directory, StringComparison.Ordinal);

    /// <summary>Makes a relative directory absolute, as a person at a shell means it.</summary>
    public static string Resolve(string image, string currentDirectory) => IsDirectory(image) && image.Length > Directory.Length
        ? Directory + Path.GetFullPath(image[Directory.Length..], currentDirectory)
        : image;
}
