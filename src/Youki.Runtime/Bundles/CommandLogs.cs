namespace Youki.Runtime.Bundles;

/// <summary>The log files of single runtime commands. Each is removed by whoever ran the command, unless that process was killed.</summary>
internal static class CommandLogs
{
    /// <summary>Longer than any command may take.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(2);

    /// <summary>Removes those that nobody can be writing to any more.</summary>
    public static void Sweep(string bundleDirectory, TimeProvider time)
    {
        foreach (var file in Directory.EnumerateFiles(BundleLayout.CommandLogDirectory(bundleDirectory)))
        {
            if (File.GetLastWriteTimeUtc(file) < time.GetUtcNow() - Forgotten)
            {
                File.Delete(file);
            }
        }
    }
}
