using System.Net;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Turns refusals and failures into errors that say what to do.</summary>
internal static class RegistryErrors
{
    private static readonly string[] UnknownCodes = ["MANIFEST_UNKNOWN", "NAME_UNKNOWN", "BLOB_UNKNOWN", "NOT_FOUND"];

    /// <summary>The error of an answer that is none of success.</summary>
    public static async Task<Exception> OfAsync(
        string image, RegistryEndpoint endpoint, RegistryRequest request, HttpResponseMessage answer, bool hasCredentials, RegistryConnections connections, CancellationToken cancellationToken)
    {
        var error = request.Method == HttpMethod.Head ? null : await RegistryErrorBody.ReadAsync(answer, connections, cancellationToken).ConfigureAwait(false);
        var status = answer.StatusCode;
        var said = RegistryErrorBody.Text(status, error);
        var host = answer.RequestMessage?.RequestUri?.Authority;
        var who = host is null || host == endpoint.Authority ? $"Registry '{endpoint.Name}'" : $"'{host}', where registry '{endpoint.Name}' leads to,";
        if (!request.IsPush && (status == HttpStatusCode.NotFound || (status == HttpStatusCode.BadRequest && UnknownCodes.Contains(error?.Code))))
        {
            return new ImageNotFoundException(image, $"{who} has no {request.What} of image '{image}' ({said}). Check the name and the tag.");
        }

        var cause = new RegistryException(image, endpoint.Name, $"{who} refused {request.What} of image '{image}': {said}. {AdviceFor(status, error?.Code, endpoint, request, hasCredentials)}", status);
        return RegistryFailures.IsTransient(status) ? new TransientAnswerException(cause, RetryAfterHeader.Read(answer, connections.Time)) : cause;
    }

    /// <summary>The error of a request without an answer.</summary>
    public static RegistryException Of(string image, RegistryEndpoint endpoint, Exception failure)
    {
        var reason = RegistryFailures.Describe(failure);
        var message = failure is StallException
            ? $"Registry '{endpoint.Name}' went silent while it was asked for image '{image}': {reason}. Try again, or raise {nameof(ImageOptions)}.{nameof(ImageOptions.StallTimeout)}."
            : RegistryFailures.IsCertificateRefusal(failure) ? $"Registry '{endpoint.Name}' cannot be trusted for image '{image}': {reason}."
            : $"Registry '{endpoint.Name}' could not be reached for image '{image}': {reason}. Check its name, its port, and whether it speaks TLS.";
        return new RegistryException(image, endpoint.Name, message, null, failure);
    }

    private static string AdviceFor(HttpStatusCode status, string? code, RegistryEndpoint endpoint, RegistryRequest request, bool hasCredentials) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when hasCredentials =>
            $"The image is not there, or the credentials do not do: log in with others, 'youkictl login {endpoint.Name}'.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"The image is not there, or needs credentials: 'youkictl login {endpoint.Name}'.",
        HttpStatusCode.TooManyRequests => $"It limits requests: wait, or log in with 'youkictl login {endpoint.Name}'.",
        HttpStatusCode.BadRequest when request.IsPush && code == "DIGEST_INVALID" => "The content may be damaged here: verify the image ('youkictl image verify').",
        HttpStatusCode.BadRequest when code is null && endpoint.Schemes is ["http"] => "It may speak TLS, and was asked without: do not name it as one of plain HTTP.",
        HttpStatusCode.NotFound when request.IsPush => "Some registries want the repository to be made first.",
        HttpStatusCode.MethodNotAllowed when request.IsPush => "It takes no images, as a mirror does not.",
        >= HttpStatusCode.InternalServerError => "Try again later.",
        _ => "Check the reference, and that this is a registry at all.",
    };
}
