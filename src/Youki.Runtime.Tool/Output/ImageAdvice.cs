namespace Youki.Runtime.Tool.Output;

/// <summary>What to do about a failure with an image, where the library cannot know how it is called.</summary>
internal static class ImageAdvice
{
    /// <returns>A sentence with a blank before it, or nothing.</returns>
    public static string Of(Exception exception) => exception switch
    {
        // A server that shows a certificate speaks TLS: to do without that would be no cure.
        RegistryException { StatusCode: null } untrusted when untrusted.Message.Contains("its certificate '", StringComparison.Ordinal) =>
            untrusted.Message.Contains("is not trusted", StringComparison.Ordinal) ? $" Here: --ca-file {untrusted.Registry}=FILE." : string.Empty,
        RegistryException { StatusCode: null, InnerException: HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } } failed =>
            $" If it has a certificate of its own authority: --ca-file {failed.Registry}=FILE. If it knows no TLS: --plain-http {failed.Registry}.",
        ImagePlatformException { Available.Count: > 0 } => " Choose one of them with --platform.",
        ImageInUseException => " -f forces it.",
        _ => string.Empty,
    };
}
