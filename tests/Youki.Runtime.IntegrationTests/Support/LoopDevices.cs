namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>Loop devices of a node's files.</summary>
internal static class LoopDevices
{
    /// <summary>The files behind them; one that goes at this moment is none.</summary>
    public static IReadOnlyList<string> Of(TestNode node) =>
        [.. Directory.EnumerateDirectories("/sys/block", "loop*").Select(device => TryRead($"{device}/loop/backing_file")).OfType<string>().Where(file => file.StartsWith(node.Path, StringComparison.Ordinal))];

    private static string? TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
