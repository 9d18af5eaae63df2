using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Tells failures that may pass from those that stay.</summary>
internal static class RegistryFailures
{
    public static bool IsCertificateRefusal(Exception exception) => Chain(exception).Any(inner => inner is CertificateRefusedException);

    /// <summary>Whether the same may work a little later.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        TransientAnswerException => true,
        HttpRequestException => !Chain(exception).Any(inner => inner is AuthenticationException or SocketException { SocketErrorCode: SocketError.HostNotFound }),
        IOException => true,
        _ => false,
    };

    public static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>What happened on the way, for people.</summary>
    public static string Describe(Exception exception)
    {
        if (Chain(exception).OfType<CertificateRefusedException>().FirstOrDefault() is { } refused)
        {
            return refused.Message;
        }

        if (Chain(exception).OfType<SocketException>().FirstOrDefault() is { } socket)
        {
            return socket.SocketErrorCode == SocketError.HostNotFound ? "there is no such host" : socket.Message;
        }

        return exception is HttpRequestException { InnerException: { } inner } ? $"{exception.Message.TrimEnd('.')}: {inner.Message.TrimEnd('.')}" : exception.Message.TrimEnd('.');
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
