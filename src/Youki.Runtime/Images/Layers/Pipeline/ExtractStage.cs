using Youki.Runtime.Images.Layers.Extraction;
using Youki.Runtime.Images.Layers.Manifest;
using Youki.Runtime.Images.Tar;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Unpacks the archive and writes the manifest of what it holds.</summary>
internal sealed class ExtractStage(LayerJob job, BufferQueue queue, InflateStage inflate)
{
    // Long names and PAX records come before an entry, in headers of their own.
    private const int HeadersPerEntry = 4;

    /// <summary>What was unpacked. Null: the stage did not come to its end.</summary>
    public LayerResult? Result { get; private set; }

    /// <summary>What rule or limit the archive breaks. Null: none.</summary>
    public TarException? Damage { get; private set; }

    public void Run(CancellationToken cancellationToken)
    {
        var input = new QueueTarInput(queue, cancellationToken);
        using var extractor = new LayerExtractor(job.Target!, job.Limits);
        try
        {
            extractor.Extract(new TarParser(input, (long)job.Limits.MaxLayerEntries * HeadersPerEntry), cancellationToken);
        }
        catch (TarException exception)
        {
            Damage = exception;
            inflate.Stop();
        }

        input.Drain();
        if (Damage is null)
        {
            Finish(extractor, cancellationToken);
        }
    }

    private void Finish(LayerExtractor extractor, CancellationToken cancellationToken)
    {
        using var manifest = job.Manifest is null ? null : new LayerManifestWriter(job.Manifest);
        using var finisher = new LayerFinisher(extractor.Notes, manifest);
        finisher.Run(job.Target!, cancellationToken);
        Result = new LayerResult
        {
            FileBytes = extractor.FileBytes,
            Entries = extractor.Entries,
            SkippedDevices = extractor.SkippedDevices,
            HidesAllBelow = extractor.HidesAllBelow,
        };
    }
}
