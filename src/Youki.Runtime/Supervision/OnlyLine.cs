using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
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
            var record = RecordFile.Read(run.RecordFile, BundleJson.Default.RunRecord);
            var lines = Lines(run.Container.LogFile, record);
            return lines is [var only] && only.IndexOf(Marker, StringComparison.Ordinal) is > 0 and var at ? only[(at + Marker.Length)..] : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RecordException)
        {
            return null;
        }
    }

    private static string[] Lines(string path, RunRecord? run)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);

        // Where the run began in the file. A rotated one is shorter; then only the clock tells, which may have been set.
        return run?.LogSize is not { } start || start > length ? [.. Read(file, Math.Max(0, length - TailBytes)).Where(line => TimeOf(line) >= run?.StartRequestedAt)]
            : length - start > TailBytes ? []
            : Read(file, start);
    }

    private static string[] Read(SafeFileHandle file, long offset)
    {
        var bytes = new byte[TailBytes];
        var length = RandomAccess.Read(file, bytes, offset);
        return Encoding.UTF8.GetString(bytes, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static DateTimeOffset? TimeOf(string line) =>
        DateTimeOffset.TryParse(line.Split(' ')[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
