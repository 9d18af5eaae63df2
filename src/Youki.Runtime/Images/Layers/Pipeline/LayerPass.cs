using System.Security.Cryptography;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>
/// One pass over one blob. Its stages run at the same time, on threads of their own, and hand buffers on: reading, storing and hashing the blob,
/// decompressing, hashing the archive, unpacking.
/// </summary>
internal sealed class LayerPass : IDisposable
{
    private const int BufferSize = 256 * 1024;
    private const int BlobBuffers = 8;
    private const int ArchiveBuffers = 16;

    private readonly LayerJob _job;
    private readonly CancellationTokenSource _cancellation;
    private readonly BufferPool _blobBuffers = new(BlobBuffers, BufferSize);
    private readonly BufferPool _archiveBuffers = new(ArchiveBuffers, BufferSize);
    private readonly BufferQueue _toStore = new();
    private readonly BufferQueue _toInflate = new();
    private readonly BufferQueue _toHash = new();
    private readonly BufferQueue _toExtract = new();
    private readonly StageGroup _stages;
    private readonly BlobStage _blob;
    private readonly InflateStage _inflate;
    private readonly HashStage _hash;
    private readonly ExtractStage _extract;

    public LayerPass(LayerJob job, CancellationToken cancellationToken)
    {
        _job = job;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stages = new StageGroup(_cancellation);
        _blob = new BlobStage(job, _toStore);
        _inflate = new InflateStage(job, _toInflate, _archiveBuffers, _toHash, _toExtract);
        _hash = new HashStage(job.DiffId?.Algorithm ?? HashAlgorithmName.SHA256, _toHash);
        _extract = new ExtractStage(job, _toExtract, _inflate);
    }

    private bool Unpacks => _job.Target is not null;

    public async Task<LayerResult> RunAsync(CancellationToken cancellationToken)
    {
        var token = _cancellation.Token;
        _stages.Start(() => ReadAsync(token));
        _stages.Start(() => _blob.Run(token));
        if (Unpacks)
        {
            _stages.Start(() => _inflate.Run(token));
            _stages.Start(() => _hash.Run(token));
            _stages.Start(() => _extract.Run(token));
        }

        await _stages.WaitAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return _stages.Failure is { } failure ? throw LayerErrors.Translate(_job, failure) : Check();
    }

    public void Dispose()
    {
        _blobBuffers.Dispose();
        _archiveBuffers.Dispose();
        _toStore.Dispose();
        _toInflate.Dispose();
        _toHash.Dispose();
        _toExtract.Dispose();
        _cancellation.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        long total = 0;
        while (true)
        {
            var buffer = await _blobBuffers.RentAsync(cancellationToken).ConfigureAwait(false);
            while (buffer.Length < buffer.Array.Length && await ReadSomeAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                total += read;
                _job.Progress?.Invoke(Math.Min(total, _job.Blob.Size));
            }

            if (total > _job.Blob.Size)
            {
                throw LayerErrors.WrongSize(_job, total, null);
            }

            if (buffer.Length == 0)
            {
                break;
            }

            HandOn(buffer);
        }

        _toStore.Complete();
        _toInflate.Complete();
    }

    private async ValueTask<int> ReadSomeAsync(PipelineBuffer buffer, CancellationToken cancellationToken)
    {
        var read = await _job.Content.ReadAsync(buffer.Array.AsMemory(buffer.Length), cancellationToken).ConfigureAwait(false);
        buffer.Length += read;
        return read;
    }

    private void HandOn(PipelineBuffer buffer)
    {
        buffer.SetReaders(Unpacks ? 2 : 1);
        _toStore.Add(buffer);
        if (Unpacks)
        {
            _toInflate.Add(buffer);
        }
    }

    // A blob that is damaged on the way shows as an archive that is none, too: what came first counts.
    private LayerResult Check()
    {
        var damage = _inflate.Damage ?? _extract.Damage;
        if (_blob.Size != _job.Blob.Size)
        {
            throw LayerErrors.WrongSize(_job, _blob.Size, damage);
        }

        if (_blob.Digest != _job.Blob.Digest)
        {
            throw LayerErrors.WrongDigest(_job, _blob.Digest!.Value, damage);
        }

        if (damage is not null)
        {
            throw LayerErrors.Invalid(_job, damage);
        }

        return _job.DiffId is { } expected && Unpacks && _hash.Digest != expected
            ? throw LayerErrors.WrongDiffId(_job, _hash.Digest!.Value)
            : (_extract.Result ?? new LayerResult()) with { DiffId = Unpacks ? _hash.Digest : null, ArchiveBytes = _inflate.Size };
    }
}
