namespace Youki.Runtime.Events;

/// <summary>What a cursor says: a place in the journal of the node, and one in that of the images. Null: the oldest event that is kept.</summary>
internal sealed record CursorPlaces(JournalPosition? Node, JournalPosition? Images)
{
    private const char NodePrefix = 'n';
    private const char ImagePrefix = 'i';

    /// <summary>As text. A journal that is not there yet is left out; it begins later, and its reader at its beginning.</summary>
    public EventCursor ToCursor() => EventCursor.Parse(
        string.Join('.', new[] { Text(NodePrefix, Node), Text(ImagePrefix, Images) }.Where(part => part is not null)) is { Length: > 0 } text ? text : "0");

    /// <exception cref="FormatException">It is not one of this library's.</exception>
    public static CursorPlaces Parse(EventCursor cursor)
    {
        var places = new CursorPlaces(JournalPosition.Beginning, JournalPosition.Beginning);
        foreach (var part in cursor.Value == "0" ? [] : cursor.Value.Split('.'))
        {
            places = (part.Length > 0 ? part[0] : default, JournalPosition.TryParse(part.AsSpan(Math.Min(1, part.Length)))) switch
            {
                (NodePrefix, { } place) => places with { Node = place },
                (ImagePrefix, { } place) => places with { Images = place },
                _ => throw new FormatException($"'{cursor}' is not a cursor of this library: give one that an event had, unchanged."),
            };
        }

        return places;
    }

    private static string? Text(char prefix, JournalPosition? place) => place?.Journal is null ? null : $"{prefix}{place}";
}
