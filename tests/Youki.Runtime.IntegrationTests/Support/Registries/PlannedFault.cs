namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>A fault that waits for its requests.</summary>
internal sealed class PlannedFault(Func<ProxyRequest, bool> which, Fault fault, int times)
{
    private int _left = times;

    public Fault Fault => fault;

    /// <summary>Whether this one is for the request; if so, it counts.</summary>
    public bool Take(ProxyRequest request) => _left > 0 && which(request) && _left-- > 0;
}
