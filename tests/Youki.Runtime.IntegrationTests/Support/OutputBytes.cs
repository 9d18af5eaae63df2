namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>Puts a container's output together again, byte for byte.</summary>
internal static class OutputBytes
{
    /// <summary>Reads a stream's output while it comes, until the container has ended.</summary>
    public static Task<byte[]> FollowAsync(this TestNode node, ContainerId id, OutputSource source = OutputSource.Stdout) =>
        ReadAsync(node.Runtime.ReadLogsAsync(id, new() { Follow = true }, TestNode.Token), source);

    /// <summary>Reads what a stream's output is so far.</summary>
    public static Task<byte[]> ReadAsync(this TestNode node, ContainerId id, OutputSource source = OutputSource.Stdout) =>
        ReadAsync(node.Runtime.ReadLogsAsync(id, cancellationToken: TestNode.Token), source);

    private static async Task<byte[]> ReadAsync(IAsyncEnumerable<LogEntry> entries, OutputSource source)
    {
        using var bytes = new MemoryStream();
        await foreach (var entry in entries)
        {
            if (entry.Stream == source)
            {
                bytes.Write(entry.Content.Span);
                if (!entry.Partial)
                {
                    bytes.WriteByte((byte)'\n');
                }
            }
        }

        return bytes.ToArray();
    }
}
