using Youki.Runtime.Streams;

namespace Youki.Runtime.Tool.Terminals;

/// <summary>What is typed, without the keys that leave a container; those end it.</summary>
internal sealed class DetachableInput(Stream typed, IReadOnlyList<byte> keys) : InputStream
{
    private readonly DetachFilter _filter = new(keys);

    // Not disposed of: whoever typed may be asked while the keys come.
    private readonly CancellationTokenSource _detached = new();
    private byte[] _ready = [];

    /// <summary>Cancelled when the keys were typed.</summary>
    public CancellationToken Detached => _detached.Token;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.Length == 0 && !_filter.IsDetached)
        {
            var read = await typed.ReadAsync(buffer, cancellationToken);
            _ready = read > 0 ? _filter.Pass(buffer.Span[..read]) : _filter.Rest();
            if (_filter.IsDetached)
            {
                await _detached.CancelAsync();
            }

            if (read == 0)
            {
                break;
            }
        }

        var taken = Math.Min(buffer.Length, _ready.Length);
        _ready.AsSpan(0, taken).CopyTo(buffer.Span);
        _ready = _ready[taken..];
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
