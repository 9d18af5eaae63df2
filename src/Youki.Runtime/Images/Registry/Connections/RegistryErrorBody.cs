using System.Net;
using System.Text.Json;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Reads what a registry says of an error, as far as people should see it.</summary>
internal static class RegistryErrorBody
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxText = 300;

    /// <summary>What the registry says. Null: nothing that can be read.</summary>
    public static async Task<RegistryError?> ReadAsync(HttpResponseMessage answer, RegistryConnections connections, CancellationToken cancellationToken)
    {
        try
        {
            var body = await CappedBody.ReadAsync(answer, MaxBytes, connections, cancellationToken).ConfigureAwait(false);
            return body is null ? null : JsonSerializer.Deserialize(body, RegistryJson.Default.RegistryErrorDocument)?.Errors?.FirstOrDefault(error => error is not null);
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException)
        {
            // The status says enough.
            return null;
        }
    }

    /// <summary>Status and words on one line.</summary>
    public static string Text(HttpStatusCode status, RegistryError? error)
    {
        var text = $"{(int)status} {status}";
        text += string.IsNullOrWhiteSpace(error?.Code) ? "" : $", {Clean(error.Code)}";
        return text + (string.IsNullOrWhiteSpace(error?.Message) ? "" : $": {Clean(error.Message).TrimEnd('.')}");
    }

    /// <summary>Text of strangers without control characters, and of a bearable length.</summary>
    public static string Clean(string text)
    {
        var clean = new string([.. text.Take(MaxText).Select(character => char.IsControl(character) ? ' ' : character)]).Trim();
        return text.Length > MaxText ? clean + "..." : clean;
    }
}
