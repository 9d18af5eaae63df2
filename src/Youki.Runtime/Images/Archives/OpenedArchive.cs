namespace Youki.Runtime.Images.Archives;

/// <summary>An archive or layout, open.</summary>
internal sealed record OpenedArchive(IImageArchive Images, IImageFiles Files) : IDisposable
{
    public void Dispose() => Files.Dispose();
}
