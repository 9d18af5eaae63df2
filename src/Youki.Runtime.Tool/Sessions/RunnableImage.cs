using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Finds the name of an image that a person gave by its id: containers are made from names.</summary>
internal static class RunnableImage
{
    /// <exception cref="ToolException">The image has no name.</exception>
    public static async Task<string> NameOfAsync(ToolSession session, CreateRequest request, CancellationToken cancellationToken)
    {
        var given = request.Config.Image;
        if (!ImageText.IsLikeId(given))
        {
            return given;
        }

        try
        {
            var found = (await session.Images.InspectImageAsync(given, cancellationToken)).Image;
            var isName = ImageReference.TryParse(given, out var reference) && found.References.Contains(reference);
            return isName ? given
                : found.References is [var first, ..] ? first.ToString()
                : throw new ToolException($"image {given} has no name: give it one with 'youkictl tag {given} NAME', and run that.");
        }
        catch (ImageNotFoundException) when (ImageReference.TryParse(given, out _))
        {
            // A name that looks like an id: it may yet be fetched.
            return given;
        }
    }
}
