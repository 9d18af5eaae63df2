namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>Answers a request in the registry's stead, or changes its answer.</summary>
internal delegate Task Fault(ProxyExchange exchange);
