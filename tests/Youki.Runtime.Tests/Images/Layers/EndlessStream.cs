namespace Youki.Runtime.Tests.Images.Layers;

/// <summary>Gives half of some content, then does something, and then never comes to an end.</summary>
internal sealed class EndlessStream(byte[] content, Action then) : MemoryStream(content, 0, content.Length / 2)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            then();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return read;
    }
}
