namespace Youki.Runtime.Tool.Sessions;

/// <summary>Hands what comes in to a container until it ends, and closes the container's input then.</summary>
internal static class InputCopy
{
    private const int BufferSize = 1 << 15;

    /// <summary>Goes on by itself: a read of a terminal cannot be cancelled, so nobody waits for the end of it.</summary>
    public static void Begin(Stream source, Stream container) => _ = CopyAsync(source, container);

    private static async Task CopyAsync(Stream source, Stream container)
    {
        // A read of standard input waits in the thread that asks.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using (container)
            {
                await source.CopyToAsync(container, BufferSize);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or YoukiException)
        {
            // The container has ended or closed its input: nothing is left to do with the rest.
        }
    }
}
