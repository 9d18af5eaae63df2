using System.Net;

namespace Youki.Runtime.Tool.Output;

/// <summary>What to do about a failure with an image, where the library cannot know how it is called.</summary>
internal static class ImageAdvice
{
    /// <returns>A sentence with a blank before it, or nothing.</returns>
    public static string Of(Exception exception) => exception switch
    {
        // Without an image it is a login.
        RegistryException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } refused when refused.Image != refused.Registry =>
            $" See '{YoukiCtl.Name} login {refused.Registry}'.",
        ImagePlatformException { Available.Count: > 0 } => " Choose one of them with --platform.",
        ImageInUseException => " -f forces it.",
        _ => string.Empty,
    };
}
