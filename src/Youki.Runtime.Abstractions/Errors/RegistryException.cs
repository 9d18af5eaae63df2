using System.Net;

namespace Youki.Runtime;

/// <summary>A registry refused a request, answered what nobody should, or could not be reached.</summary>
public sealed class RegistryException : ImageException
{
    /// <summary>Makes the exception for a request about an image.</summary>
    public RegistryException(string image, string registry, string message, HttpStatusCode? statusCode = null, Exception? innerException = null)
        : base(image, message, innerException)
    {
        Registry = registry;
        StatusCode = statusCode;
    }

    /// <summary>Host and port.</summary>
    public string Registry { get; }

    /// <summary>What it answered; 401 and 403 mean that the credentials are missing or do not do. Null: it did not answer.</summary>
    public HttpStatusCode? StatusCode { get; }
}
