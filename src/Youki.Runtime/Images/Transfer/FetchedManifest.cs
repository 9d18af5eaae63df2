namespace Youki.Runtime.Images.Transfer;

/// <summary>A manifest or index as it came.</summary>
/// <param name="MediaType">What the source calls it. Null: it does not say.</param>
/// <param name="Content">Its bytes, over which its digest goes.</param>
internal sealed record FetchedManifest(string? MediaType, byte[] Content);
