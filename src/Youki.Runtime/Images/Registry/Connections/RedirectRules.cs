using System.Net;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Where answers may lead, and what goes along.</summary>
internal static class RedirectRules
{
    /// <summary>How often one request is sent on.</summary>
    public const int Limit = 5;

    public static bool IsRedirect(HttpResponseMessage answer) => answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect && answer.Headers.Location is not null;

    /// <summary>Resolves what an answer points at. Null: nobody may go there, as the reason says.</summary>
    public static Uri? Resolve(Uri from, Uri location, out string reason)
    {
        reason = string.Empty;
        if (!Uri.TryCreate(from, location, out var target) || (target.Scheme != Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttp))
        {
            reason = $"to '{location.OriginalString}', which is no web address";
            return null;
        }

        if (target.UserInfo.Length > 0)
        {
            reason = $"to '{target.Host}' with credentials in the address";
            return null;
        }

        if (from.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp)
        {
            reason = $"from https to http, at '{target.Authority}'";
            return null;
        }

        return target;
    }

    /// <summary>Whether credentials for one address are meant for the other: the same scheme, host and port.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
