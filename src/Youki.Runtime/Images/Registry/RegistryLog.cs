using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Images.Registry;

/// <summary>What the registry client tells of: 680 to 699.</summary>
internal sealed partial class RegistryLog(ILogger<RegistryLog> logger)
{
    /// <summary>Without the query, in which storage services have signatures.</summary>
    public void Answered(HttpMethod method, Uri address, HttpResponseMessage answer)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            var path = address.GetLeftPart(UriPartial.Path);
            Answered(method.Method, path, (int)answer.StatusCode);
        }
    }

    [LoggerMessage(EventId = 681, Level = LogLevel.Warning, Message = "Registry {Registry}: attempt {Attempt} for {Image} failed ({Reason}); trying again")]
    public partial void Retrying(string registry, string image, int attempt, string reason);

    [LoggerMessage(EventId = 682, Level = LogLevel.Warning, Message = "Mirror {Mirror} does not do for {Image}: {Reason} Going on with {Next}")]
    public partial void MirrorFailed(string mirror, string image, string reason, string next);

    [LoggerMessage(EventId = 683, Level = LogLevel.Warning, Message = "Blob {Digest} of {Image} broke off at byte {Position} ({Reason}); going on from there")]
    public partial void BlobBroke(Digest digest, string image, long position, string reason);

    [LoggerMessage(EventId = 684, Level = LogLevel.Warning, Message = "The credentials of {Registry} are not to be had: {Reason}")]
    public partial void HelperFailed(string registry, string reason);

    [LoggerMessage(EventId = 685, Level = LogLevel.Information, Message = "Logged in to {Registry}; the credentials are in {Place}")]
    public partial void LoggedIn(string registry, string place);

    [LoggerMessage(EventId = 686, Level = LogLevel.Warning, Message = "The credentials of {Registry} were stored, but those in {Place} go first")]
    public partial void LoginHidden(string registry, string place);

    [LoggerMessage(EventId = 687, Level = LogLevel.Information, Message = "Forgot the credentials of {Registry} in {Place}")]
    public partial void LoggedOut(string registry, string place);

    [LoggerMessage(EventId = 680, Level = LogLevel.Debug, Message = "{Method} {Address}: {Status}", SkipEnabledCheck = true)]
    private partial void Answered(string method, string address, int status);
}
