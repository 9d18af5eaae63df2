using System.Globalization;
using System.Text;
using Youki.Runtime.Bundles;

namespace Youki.Runtime.Supervision;

/// <summary>Finds the one line that a run has written to its standard error, where that is all that it has written.</summary>
internal static class OnlyLine
{
    private const int TailBytes = 4096;
    private const string Marker = " stderr F ";

    /// <summary>The line; null where the run has written anything else.</summary>
    public static string? TryRead(RunLayout run)
    {
        try
        {
            var started = RecordFile.Read(run.RecordFile, BundleJson.Default.RunRecord)?.StartRequestedAt;
            var lines = Tail(run.Container.LogFile).Where(line => TimeOf(line) >= started).ToList();
            return lines is [var only] && only.IndexOf(Marker, StringComparison.Ordinal) is > 0 and var at ? only[(at + Marker.Length)..] : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RecordException)
        {
            return null;
        }
    }

    private static string[] Tail(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[TailBytes];
        var length = RandomAccess.Read(file, bytes, Math.Max(0, RandomAccess.GetLength(file) - TailBytes));
        return Encoding.UTF8.GetString(bytes, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static DateTimeOffset? TimeOf(string line) =>
        DateTimeOffset.TryParse(line.Split(' ')[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
