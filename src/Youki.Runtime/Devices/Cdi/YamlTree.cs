using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Youki.Runtime.Devices.Cdi;

/// <summary>Turns YAML into the same tree as JSON, by its events alone: no types are made by reflection, and no references are followed, which could make a small file huge.</summary>
internal static class YamlTree
{
    private const int MaxDepth = 32;

    /// <summary>The one document of a text.</summary>
    /// <exception cref="FormatException">It is no YAML, or more than is taken here.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            var tree = Read(parser, 0);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? tree : throw new FormatException("it holds more than one document");
        }
        catch (YamlException exception)
        {
            throw new FormatException($"it is no YAML: line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}", exception);
        }
    }

    private static JsonNode? Read(Parser parser, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"it is nested more than {MaxDepth} deep");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return ValueOf(scalar);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Read(parser, depth + 1));
            }

            return items;
        }

        if (!parser.TryConsume<MappingStart>(out _))
        {
            throw new FormatException("it refers to another part of itself, which is not taken here");
        }

        var members = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.TryConsume<Scalar>(out var name) ? name.Value : throw new FormatException("a key is no text");
            if (!members.TryAdd(key, Read(parser, depth + 1)))
            {
                throw new FormatException($"it says '{key}' twice");
            }
        }

        return members;
    }

    // As Go's readers of these files understand plain words; 0660 is octal.
    private static JsonValue? ValueOf(Scalar scalar) => scalar.Style != ScalarStyle.Plain ? JsonValue.Create(scalar.Value) : scalar.Value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when NumberOf(scalar.Value) is { } number => JsonValue.Create(number),
        _ => JsonValue.Create(scalar.Value),
    };

    private static long? NumberOf(string text)
    {
        var octal = text.StartsWith("0o", StringComparison.Ordinal) ? text[2..] : text is ['0', _, ..] ? text[1..] : null;
        if (octal is not null && octal.All(digit => digit is >= '0' and <= '7') && octal.Length is > 0 and < 20)
        {
            return octal.Aggregate(0L, (number, digit) => (number * 8) + (digit - '0'));
        }

        return text.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex
            : text is not ['0', _, ..] && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }
}
