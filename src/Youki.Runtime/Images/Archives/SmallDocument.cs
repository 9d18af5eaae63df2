using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Youki.Runtime.Images.Archives;

/// <summary>Reads the documents of archives and layouts, which are small: what is larger is refused before it is in memory.</summary>
internal static class SmallDocument
{
    /// <summary>As for every manifest, index and configuration.</summary>
    public const int MaxSize = 4 * 1024 * 1024;

    /// <summary>All of a file; null where there is none.</summary>
    /// <exception cref="ImageFormatException">It is too large.</exception>
    public static async Task<byte[]?> TryReadAsync(IImageFiles files, string name, string image, CancellationToken cancellationToken)
    {
        var stream = files.TryOpen(name);
        if (stream is null)
        {
            return null;
        }

        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > MaxSize)
            {
                throw new ImageFormatException(image, $"Image '{image}' cannot be read: '{name}' in it has {stream.Length} bytes, and at most {MaxSize} are taken.");
            }

            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            return content;
        }
    }

    /// <exception cref="ImageFormatException">It is not such a document.</exception>
    public static T Parse<T>(byte[] content, JsonTypeInfo<T> type, string name, string image)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(content, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new ImageFormatException(image, $"Image '{image}' cannot be read: '{name}' in it is not valid: {exception.Message}", exception);
        }
    }
}
