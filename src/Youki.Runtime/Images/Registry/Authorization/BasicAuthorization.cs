using System.Net.Http.Headers;
using System.Text;

namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>User and password as a header. Source: RFC 7617.</summary>
internal static class BasicAuthorization
{
    /// <summary>Null: there is no user and password.</summary>
    public static AuthenticationHeaderValue? Of(RegistryCredentials credentials) => credentials is { UserName: { } user, Password: { } password }
        ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
        : null;
}
