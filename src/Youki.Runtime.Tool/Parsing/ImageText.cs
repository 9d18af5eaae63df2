namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads how people name images.</summary>
internal static class ImageText
{
    private const string Directory = "dir:";
    private const string Sha256 = "sha256:";
    private const int LeastIdDigits = 4;

    private static readonly string[] Layouts = ["oci:", "oci-archive:", "docker-archive:"];

    /// <summary>Whether it is a directory of this host, which has neither entrypoint nor cmd.</summary>
    public static bool IsDirectory(string image) => image.StartsWith(Directory, StringComparison.Ordinal);

    /// <summary>Whether it may be the id of an image or the beginning of one.</summary>
    public static bool IsLikeId(string image)
    {
        var digits = image.StartsWith(Sha256, StringComparison.Ordinal) ? image[Sha256.Length..] : image;
        return digits.Length is >= LeastIdDigits and <= 128 && digits.All(char.IsAsciiHexDigitLower);
    }

    /// <summary>Makes a relative path absolute, as a person at a shell means it.</summary>
    public static string Resolve(string image, string currentDirectory)
    {
        if (IsDirectory(image) && image.Length > Directory.Length)
        {
            return Directory + Path.GetFullPath(image[Directory.Length..], currentDirectory);
        }

        if (Layouts.FirstOrDefault(prefix => image.StartsWith(prefix, StringComparison.Ordinal) && image.Length > prefix.Length) is not { } layout)
        {
            return image;
        }

        // Behind the first colon is the name in the archive.
        var parts = image[layout.Length..].Split(':', 2);
        parts[0] = parts[0].Length == 0 ? parts[0] : Path.GetFullPath(parts[0], currentDirectory);
        return layout + string.Join(':', parts);
    }

    /// <summary>Reads a reference.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static ImageReference Parse(string image, string currentDirectory)
    {
        try
        {
            return ImageReference.Parse(Resolve(image, currentDirectory));
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Reads what names an image: a reference or an id.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static string ParseAny(string image, string currentDirectory)
    {
        var resolved = Resolve(image, currentDirectory);
        if (!IsLikeId(resolved))
        {
            _ = Parse(image, currentDirectory);
        }

        return resolved;
    }
}
