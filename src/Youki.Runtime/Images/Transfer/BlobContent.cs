namespace Youki.Runtime.Images.Transfer;

/// <summary>A blob that comes in.</summary>
/// <param name="Content">The rest of it.</param>
/// <param name="Offset">Where in the blob it begins: what was asked for, or 0 where the source begins only at the beginning.</param>
internal sealed record BlobContent(Stream Content, long Offset) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
