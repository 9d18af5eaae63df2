using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Output;

/// <summary>The list of images, with docker's columns: a line for each reference.</summary>
internal static class ImageTable
{
    private const string None = "<none>";
    private const int ShortDigits = 12;

    public static void Write(ToolSession session, IReadOnlyList<ImageInfo> images, ImageTableView view)
    {
        if (view.Quiet)
        {
            foreach (var id in images.Select(image => IdOf(image, view)).Distinct())
            {
                session.Out.WriteLine(id);
            }

            return;
        }

        string[] digest = view.Digests ? ["DIGEST"] : [];
        var table = new TextTable(["REPOSITORY", "TAG", .. digest, "IMAGE ID", "CREATED", "SIZE"]);
        var now = session.Host.Time.GetUtcNow();
        foreach (var image in images)
        {
            foreach (var (repository, tag) in image.References.Count == 0 ? [(None, None)] : image.References.Select(ColumnsOf))
            {
                digest = view.Digests ? [image.Digest.Value] : [];
                table.Add([repository, tag, .. digest, IdOf(image, view), Age(image, now), HumanSize.Of(image.Size)]);
            }
        }

        table.Write(session.Out, session.Host.OutputIsTerminal);
    }

    /// <summary>An id, as short as people write it.</summary>
    public static string ShortId(Digest id) => id.Hex[..ShortDigits];

    /// <summary>An image's first name, or its short id.</summary>
    public static string NameOf(ImageInfo image) => image.References is [var first, ..] ? TerminalText.Clean(first.ToShortString()) : ShortId(image.Id);

    /// <summary>All of an image's names.</summary>
    public static string NamesOf(ImageInfo image) => TerminalText.Clean(string.Join(", ", image.References.Select(reference => reference.ToShortString())));

    private static string IdOf(ImageInfo image, ImageTableView view) => view.Whole ? image.Id.Value : ShortId(image.Id);

    private static string Age(ImageInfo image, DateTimeOffset now) => image.CreatedAt is { } created ? $"{HumanTime.Of(now - created)} ago" : "N/A";

    private static (string Repository, string Tag) ColumnsOf(ImageReference reference)
    {
        var tag = reference.Tag ?? None;
        var text = reference.ToShortString();
        var end = reference.Digest is null ? text.Length : text.IndexOf('@', StringComparison.Ordinal);
        end -= reference.Tag is { } known ? known.Length + 1 : 0;
        return (text[..end], tag);
    }
}
