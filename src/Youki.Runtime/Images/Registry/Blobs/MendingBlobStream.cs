using Polly;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Streams;

namespace Youki.Runtime.Images.Registry.Blobs;

/// <summary>
/// A blob as one stream without gaps or repetitions, whatever the connections do: one that breaks or stalls is made anew from the byte where it stood. For one
/// reader at a time; asynchronous only.
/// </summary>
internal sealed class MendingBlobStream : InputStream
{
    /// <summary>A connection that brings fewer bytes than this counts as a failure without headway.</summary>
    private const int Headway = 64 * 1024;
    private const int SkipChunk = 64 * 1024;

    private readonly string _image;
    private readonly ContentDescriptor _blob;
    private readonly Func<long, CancellationToken, Task<BlobPart>> _open;
    private readonly RegistryConnections _connections;
    private readonly RegistryLog _log;
    private readonly StallGuard _guard;
    private readonly ResiliencePipeline _mends;
    private BlobPart? _part;
    private byte[]? _skipped;
    private long _partPosition;
    private long _position;
    private long _lastBreak;
    private int _breaks;
    private bool _atEnd;

    public MendingBlobStream(
        string image, ContentDescriptor blob, long position, BlobPart? first, Func<long, CancellationToken, Task<BlobPart>> open, RegistryConnections connections, RetryPace pace, RegistryLog log)
    {
        _image = image;
        _blob = blob;
        _open = open;
        _connections = connections;
        _log = log;
        _position = _lastBreak = position;
        _guard = new StallGuard(connections.Options.StallTimeout, connections.Time);
        Take(first);
        _mends = RegistryRetries.Create(connections.Options.MaxRetries, pace, connections.Time, (failure, _) => Break(failure), failure => RegistryFailures.IsTransient(failure) && MayMend);
    }

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    private bool MayMend => _position - _lastBreak >= Headway || _breaks < _connections.Options.MaxRetries;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _atEnd)
        {
            return 0;
        }

        try
        {
            return await ReadMendingAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (RegistryFailures.IsTransient(exception))
        {
            throw new RegistryException(
                _image,
                _part?.Answer.RequestMessage?.RequestUri?.Authority ?? "",
                $"Blob {_blob.Digest} of image '{_image}' broke off at byte {_position} of {_blob.Size}, again and again: {RegistryFailures.Describe(exception)}. What has come in is kept; try again.",
                null,
                exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _part?.Dispose();
            _part = null;
            _guard.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadMendingAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOnceAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (RegistryFailures.IsTransient(exception) && MayMend)
        {
            // The first time at once; a connection may have been idle for too long.
            Break(exception);
        }

        return await _mends.ExecuteAsync(static (state, token) => state.Self.ReadOnceAsync(state.Buffer, token), (Self: this, Buffer: buffer), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_part is null)
        {
            Take(await _open(_position, cancellationToken).ConfigureAwait(false));
        }

        while (_partPosition < _position)
        {
            _skipped ??= new byte[SkipChunk];
            _partPosition += await ReadPartAsync(_skipped.AsMemory(0, (int)Math.Min(_skipped.Length, _position - _partPosition)), cancellationToken).ConfigureAwait(false);
        }

        if (_position == _blob.Size)
        {
            await CheckEndAsync(cancellationToken).ConfigureAwait(false);
            _atEnd = true;
            return 0;
        }

        var read = await ReadPartAsync(buffer[..(int)Math.Min(buffer.Length, _blob.Size - _position)], cancellationToken).ConfigureAwait(false);
        _partPosition += read;
        _position += read;
        return read;
    }

    private async ValueTask<int> ReadPartAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await _guard.ReadAsync(_part!.Content, buffer, cancellationToken).ConfigureAwait(false);
        return read > 0 ? read : throw new EndOfStreamException($"it ended after {_partPosition} of {_blob.Size} bytes");
    }

    /// <summary>A body without a length before it may have more than it should.</summary>
    private async ValueTask CheckEndAsync(CancellationToken cancellationToken)
    {
        if (_part!.Answer.Content.Headers.ContentLength is not null)
        {
            return;
        }

        try
        {
            var read = await _guard.RunAsync(_part.Content, static (content, token) => content.ReadAsync(new byte[1], token), cancellationToken).ConfigureAwait(false);
            if (read > 0)
            {
                throw new ImageDamagedException(_image, _blob.Digest, $"Blob {_blob.Digest} of image '{_image}' has more than the {_blob.Size} bytes that its descriptor says. Nothing of it is used.");
            }
        }
        catch (Exception exception) when (RegistryFailures.IsTransient(exception))
        {
            // All of it is here.
            _log.BlobBroke(_blob.Digest, _image, _position, RegistryFailures.Describe(exception));
        }
    }

    private void Take(BlobPart? part)
    {
        _part = part;
        _partPosition = part?.Begin ?? 0;
    }

    private void Break(Exception failure)
    {
        _log.BlobBroke(_blob.Digest, _image, _position, RegistryFailures.Describe(failure));
        _breaks = _position - _lastBreak >= Headway ? 1 : _breaks + 1;
        _lastBreak = _position;
        _part?.Dispose();
        _part = null;
    }
}
