using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Youki.Runtime.Tool.Output;

/// <summary>Writes documents as they are: never wrapped, shortened or coloured.</summary>
internal static class JsonOutput
{
    public static void Write<T>(TextWriter output, T document, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(document, type));
}
