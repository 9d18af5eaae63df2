namespace Youki.Runtime;

/// <summary>
/// Makes what requests to registries go through, in place of connections of this library's own: for tests, for proxies, or for a host's own certificates. Register
/// it in the container of services, or hand it to <see cref="YoukiRuntime.Create"/>.
/// </summary>
public interface IRegistryHandlerFactory
{
    /// <summary>
    /// Makes the handler for a host: a registry, a mirror, a token server, or where one of them redirects to. It is called once for each host, and what it gives is
    /// disposed with the runtime. The handler must not follow redirects: whether credentials go along is decided here.
    /// </summary>
    /// <param name="host">Host, and port where it is not the scheme's own, such as <c>registry-1.docker.io</c> or <c>localhost:5000</c>.</param>
    HttpMessageHandler Create(string host);
}
