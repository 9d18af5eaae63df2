using System.Text;
using Youki.Runtime.Streams;

namespace Youki.Runtime.Rootless;

/// <summary>Tells of the first line that is written to it; what comes after is dropped.</summary>
internal sealed class FirstLine : OutputStream
{
    private const int Longest = 64;

    private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte> _bytes = [];

    /// <summary>The line without its end.</summary>
    public Task<string> Line => _line.Task;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        foreach (var one in buffer.Span)
        {
            if (_line.Task.IsCompleted)
            {
                break;
            }

            if (one == (byte)'\n' || _bytes.Count == Longest)
            {
                _line.TrySetResult(Encoding.ASCII.GetString([.. _bytes]));
                break;
            }

            _bytes.Add(one);
        }

        return ValueTask.CompletedTask;
    }
}
