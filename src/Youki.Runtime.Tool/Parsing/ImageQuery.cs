using System.IO.Enumeration;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Docker's <c>--filter KEY=VALUE</c> for images: references are patterns and alternatives, labels must all be there.</summary>
internal sealed class ImageQuery
{
    private static readonly string[] Keys = ["reference", "dangling", "label"];
    private static readonly string[] Omissible = [$"{ImageReference.DefaultRegistry}/library/", $"{ImageReference.DefaultRegistry}/"];

    private readonly IReadOnlyList<string> _references;

    private ImageQuery(IReadOnlyList<string> references, ImageFilter filter) => (_references, Filter) = (references, filter);

    /// <summary>What the store is asked for.</summary>
    public ImageFilter Filter { get; }

    /// <exception cref="UsageException">A filter is not known.</exception>
    public static ImageQuery Parse(IReadOnlyList<string> filters)
    {
        var values = filters.Select(Split).ToLookup(filter => filter.Key, filter => filter.Value, StringComparer.Ordinal);
        var labels = new Dictionary<string, string?>();
        foreach (var parts in values["label"].Select(label => label.Split('=', 2)))
        {
            labels[parts[0]] = parts.Length == 2 ? parts[1] : null;
        }

        var dangling = values["dangling"].Select(BooleanOf).Cast<bool?>().LastOrDefault();
        return new([.. values["reference"]], new ImageFilter { Dangling = dangling, Labels = labels.Count == 0 ? null : labels });
    }

    /// <summary>Those of the images, and of their references, that the patterns name.</summary>
    public IReadOnlyList<ImageInfo> Select(IReadOnlyList<ImageInfo> images) => _references.Count == 0 ? images :
    [
        .. images
            .Select(image => image with { References = [.. image.References.Where(IsNamed)] })
            .Where(image => image.References.Count > 0),
    ];

    private bool IsNamed(ImageReference reference) =>
        Spellings(reference).Any(text => _references.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false)));

    // All the ways to write it, from the name alone to the whole.
    private static IEnumerable<string> Spellings(ImageReference reference)
    {
        var whole = reference.ToString();
        var names = reference.Transport == ImageTransport.Registry ? Omissible.Where(whole.StartsWith).Select(prefix => whole[prefix.Length..]).Prepend(whole) : [whole];
        var tag = reference.Tag is null ? string.Empty : $":{reference.Tag}";
        var digest = reference.Digest is null ? string.Empty : $"@{reference.Digest}";
        return names.SelectMany(name => new[] { name, name[..^digest.Length], name[..^(tag.Length + digest.Length)], name[..^(tag.Length + digest.Length)] + digest });
    }

    private static KeyValuePair<string, string> Split(string filter)
    {
        var parts = filter.Split('=', 2);
        return parts.Length == 2 && Keys.Contains(parts[0])
            ? new(parts[0], parts[1])
            : throw new UsageException($"'{filter}' is not a filter: give KEY=VALUE, KEY being one of {string.Join(", ", Keys)}.");
    }

    private static bool BooleanOf(string text) => text switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new UsageException($"dangling is true or false, not '{text}'."),
    };
}
