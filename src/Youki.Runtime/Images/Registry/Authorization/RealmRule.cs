using System.Net;

namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>
/// Who may ask for a registry's credentials in its name: the registry's own host; what lies in its domain, which is the host without its first label
/// (<c>auth.example.com</c> or <c>example.com</c> for <c>registry.example.com</c>); the hosts of the options; and docker.io's own. A domain that is shared by
/// strangers, such as <c>co.uk</c> or <c>azurecr.io</c>, joins nobody.
/// </summary>
internal static class RealmRule
{
    private const string DockerHubTokenHost = "auth.docker.io";

    // Below these, names are given to anybody.
    private static readonly HashSet<string> Shared = new(StringComparer.OrdinalIgnoreCase)
    {
        "amazonaws.com", "azurecr.io", "azurecr.cn", "azurewebsites.net", "azurecontainerapps.io", "windows.net", "cloudapp.net", "cloudfront.net", "pkg.dev", "gcr.io", "run.app", "appspot.com",
        "web.app", "googleapis.com", "jfrog.io", "github.io", "githubusercontent.com", "gitlab.io", "herokuapp.com", "fly.dev", "fly.io", "netlify.app", "vercel.app", "pages.dev", "workers.dev",
        "r2.dev", "ngrok.io", "ngrok.app", "ngrok-free.app", "scw.cloud", "ondigitalocean.app", "digitaloceanspaces.com", "nip.io", "sslip.io", "duckdns.org", "dyndns.org", "ddns.net", "onrender.com", "icr.io",
        "ocir.io", "cr.yandex", "nuvolaris.io", "localhost", "local", "internal", "svc",
    };

    /// <summary>Whether credentials of a registry may be sent to where a challenge points.</summary>
    /// <param name="registry">The address that the challenge came from.</param>
    /// <param name="realm">Where it points.</param>
    /// <param name="isDockerHub">Whether the registry is docker.io.</param>
    /// <param name="tokenHosts">Hosts of the options, with a port where it is not the scheme's own.</param>
    public static bool MaySendCredentials(Uri registry, Uri realm, bool isDockerHub, IEnumerable<string> tokenHosts)
    {
        var isSameHost = string.Equals(registry.IdnHost, realm.IdnHost, StringComparison.OrdinalIgnoreCase);
        if (realm.Scheme != Uri.UriSchemeHttps && !(registry.Scheme == Uri.UriSchemeHttp && isSameHost))
        {
            return false;
        }

        return isSameHost
            || (isDockerHub && realm.IdnHost == DockerHubTokenHost)
            || tokenHosts.Any(host => string.Equals(host, realm.Authority, StringComparison.OrdinalIgnoreCase))
            || IsBelow(realm.IdnHost, registry.IdnHost)
            || IsInDomainOf(realm.IdnHost, registry.IdnHost);
    }

    private static bool IsInDomainOf(string host, string registry)
    {
        var dot = registry.IndexOf('.', StringComparison.Ordinal);
        var domain = dot < 0 ? "" : registry[(dot + 1)..];
        return domain.Contains('.', StringComparison.Ordinal) && !IPAddress.TryParse(registry, out _) && !IsShared(domain)
            && (string.Equals(host, domain, StringComparison.OrdinalIgnoreCase) || IsBelow(host, domain));
    }

    private static bool IsBelow(string host, string domain) =>
        host.Length > domain.Length + 1 && host[^(domain.Length + 1)] == '.' && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(domain, out _);

    // The likes of co.uk, com.au and ac.jp; what is below one of the known is shared too, as eu-west-1.amazonaws.com is.
    private static bool IsShared(string domain) =>
        (domain.Split('.') is [{ Length: <= 3 }, { Length: 2 }]) || Shared.Any(shared => string.Equals(domain, shared, StringComparison.OrdinalIgnoreCase) || IsBelow(domain, shared));
}
