namespace Youki.Runtime.Images.Transfer;

/// <summary>Tells how far a layer is, or the image as a whole: each phase at once, and bytes some ten times a second.</summary>
internal sealed class TransferProgress(IProgress<ImageProgress>? progress, string image, Digest? layer, long? total, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Lock _reporting = new();
    private ImagePhase? _phase;
    private long _reportedAt;

    /// <summary>May be called from any thread, as often as anything moves.</summary>
    public void Report(ImagePhase phase, long done = 0)
    {
        if (progress is null)
        {
            return;
        }

        // Held while the listener is called, so that reports come in order.
        lock (_reporting)
        {
            if (phase == _phase && time.GetElapsedTime(_reportedAt) < Pace)
            {
                return;
            }

            _phase = phase;
            _reportedAt = time.GetTimestamp();
            progress.Report(new ImageProgress { Image = image, Layer = layer, Phase = phase, BytesDone = done, BytesTotal = total });
        }
    }
}
