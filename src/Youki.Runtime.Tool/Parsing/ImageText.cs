namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads where the root file system comes from.</summary>
internal static class ImageText
{
    private const string Directory = "dir:";

    /// <summary>Makes a relative directory absolute, as a person at a shell means it.</summary>
    public static string Resolve(string image, string currentDirectory) => image.StartsWith(Directory, StringComparison.Ordinal) && image.Length > Directory.Length
        ? Directory + Path.GetFullPath(image[Directory.Length..], currentDirectory)
        : image;
}
