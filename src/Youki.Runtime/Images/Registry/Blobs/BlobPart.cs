namespace Youki.Runtime.Images.Registry.Blobs;

/// <summary>A blob, or its end, as it comes from one connection.</summary>
/// <param name="Answer">The answer that carries it.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Begin">Where in the blob they begin.</param>
internal sealed record BlobPart(HttpResponseMessage Answer, Stream Content, long Begin) : IDisposable
{
    public void Dispose()
    {
        Content.Dispose();
        Answer.Dispose();
    }
}
