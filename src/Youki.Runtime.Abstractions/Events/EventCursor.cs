using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>A place in the events of a node. Keep it with what you have done about an event: a reader that comes back with it goes on right behind. Its text means nothing else.</summary>
[JsonConverter(typeof(TextValueJsonConverter<EventCursor>))]
public readonly record struct EventCursor : IParsable<EventCursor>
{
    private const int MaxLength = 256;

    private readonly string? _value;

    private EventCursor(string value) => _value = value;

    /// <summary>The text of the cursor.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which is no place.</exception>
    public string Value => _value ?? throw new InvalidOperationException("The default EventCursor is no place.");

    /// <summary>Reads a cursor that an event had.</summary>
    /// <exception cref="FormatException">The text is not a cursor.</exception>
    public static EventCursor Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var cursor) ? cursor : throw new FormatException($"'{s}' is not a cursor: give one that an event had, unchanged.");

    /// <summary>Reads a cursor; false where the text cannot be one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EventCursor result)
    {
        var valid = s is { Length: > 0 and <= MaxLength } && s.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '.');
        result = valid ? new EventCursor(s!) : default;
        return valid;
    }

    /// <summary>The text of the cursor; empty for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
