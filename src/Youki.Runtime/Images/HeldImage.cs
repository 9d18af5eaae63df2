namespace Youki.Runtime.Images;

/// <summary>An image that stays until this is disposed.</summary>
/// <param name="Image">Which.</param>
/// <param name="Hold">What keeps it.</param>
internal sealed record HeldImage(ContainerImage Image, IAsyncDisposable Hold) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Hold.DisposeAsync();
}
