using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;

namespace Youki.Runtime.Images.Archives;

/// <summary>
/// The files of a tar, which is gone through once; each is then served from where it lies in the archive, without ever being unpacked. Links in the archive
/// lead to other files of the archive or nowhere.
/// </summary>
internal sealed class TarFiles : IImageFiles
{
    // An image has some hundred files at most, and their names some hundred characters: all of them are kept.
    private const int MaxEntries = 50_000;
    private const int MaxName = 512;
    private const int MaxLinks = 8;

    // No entry has this name.
    private const string Nowhere = "";

    private readonly Dictionary<string, TarFile> _files = new(StringComparer.Ordinal);
    private readonly string _image;
    private readonly SafeFileHandle _file;

    private TarFiles(string image, SafeFileHandle file)
    {
        _image = image;
        _file = file;
    }

    /// <summary>Goes through a tar. The file is closed with the answer.</summary>
    /// <param name="file">The tar, uncompressed.</param>
    /// <param name="image">The image as it was asked for, for messages.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ImageFormatException">It is no tar, or breaks off.</exception>
    public static TarFiles Open(SafeFileHandle file, string image, CancellationToken cancellationToken)
    {
        var files = new TarFiles(image, file);
        var parser = new TarParser(new FileTarInput(file, RandomAccess.GetLength(file)), MaxEntries);
        try
        {
            files.Index(parser, cancellationToken);
            return files;
        }
        catch (TarException exception)
        {
            file.Dispose();
            throw new ImageFormatException(image, $"Image '{image}' cannot be read: the archive's {exception.Message}. It may have been cut off, or is no tar.", exception);
        }
    }

    public Stream? TryOpen(string name)
    {
        for (var links = 0; _files.TryGetValue(name, out var file); links++)
        {
            if (file.LinksTo is null)
            {
                return file.Offset < 0
                    ? throw new ImageFormatException(_image, $"Image '{_image}' cannot be read: '{name}' in it is no regular file.")
                    : new SliceStream(_file, file.Offset, file.Size);
            }

            if (links == MaxLinks)
            {
                throw new ImageFormatException(_image, $"Image '{_image}' cannot be read: '{name}' in it is one of a circle of links.");
            }

            name = file.LinksTo;
        }

        return null;
    }

    public void Dispose() => _file.Dispose();

    private void Index(TarParser parser, CancellationToken cancellationToken)
    {
        while (parser.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entry = parser.Entry;
            if (entry.Kind == TarKind.Directory || Normalize("", Text(entry.Path)) is not { Length: > 0 } name)
            {
                continue;
            }

            // As if it were unpacked: a later entry takes the place of an earlier one.
            _files[name] = entry.Kind switch
            {
                TarKind.Regular when !entry.IsSparse => new TarFile(parser.ContentStart, entry.Size, null),
                TarKind.SymbolicLink => new TarFile(-1, 0, Normalize(DirectoryOf(name), Text(entry.LinkPath)) ?? Nowhere),
                TarKind.HardLink => new TarFile(-1, 0, Normalize("", Text(entry.LinkPath)) ?? Nowhere),
                _ => new TarFile(-1, 0, null),
            };
        }
    }

    private static string DirectoryOf(string name) => name.LastIndexOf('/') is > 0 and var slash ? name[..slash] : "";

    // Every byte a character: only names of ASCII are ever asked for.
    private static string Text(ByteText text) => Encoding.Latin1.GetString(text.Span);

    /// <summary>The name that a path stands for, from a directory of the archive; null where it leads out of it.</summary>
    private static string? Normalize(string directory, string path)
    {
        if (path.Length > MaxName)
        {
            return null;
        }

        var parts = path.StartsWith('/') ? [] : directory.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (part)
            {
                case ".":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return string.Join('/', parts);
    }

    /// <param name="Offset">Where its content begins; negative where it has none that could be served.</param>
    /// <param name="Size">Bytes of it.</param>
    /// <param name="LinksTo">The file that it is a link to.</param>
    private readonly record struct TarFile(long Offset, long Size, string? LinksTo);
}
