using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>
/// Writes a small value as its text, and reads it back through its parser, so that no invalid value comes from a file.
/// It is public because a caller's own source-generated JSON context must reach it to serialize any record that holds an id.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class TextValueJsonConverter<T> : JsonConverter<T>
    where T : struct, IParsable<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return T.TryParse(text, null, out var value) ? value : throw new JsonException($"'{text}' is not a valid {typeof(T).Name}.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
