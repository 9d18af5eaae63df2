namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>A request that a <see cref="FaultProxy"/> saw.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Query">The query with its question mark; empty: none.</param>
/// <param name="Range">The header of that name. Null: none.</param>
/// <param name="Authorization">The header of that name. Null: none.</param>
internal sealed record ProxyRequest(string Method, string Path, string Query, string? Range, string? Authorization)
{
    public bool IsManifest => Path.Contains("/manifests/", StringComparison.Ordinal);

    public bool IsBlob => Path.Contains("/blobs/sha", StringComparison.Ordinal);

    public bool IsUpload => Path.Contains("/blobs/uploads/", StringComparison.Ordinal);
}
