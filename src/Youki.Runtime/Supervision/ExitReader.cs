using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>Reads how a run has ended from what its monitor left.</summary>
internal static class ExitReader
{
    private const int KilledBySignal = 128 + 9;

    /// <summary>How the run ended; null where its monitor has not said so.</summary>
    public static ContainerExit? TryRead(ContainerRecord container, RunLayout run)
    {
        if (FileMetadata.TryOf(run.ExitFile) is not { } status || TryReadText(run.ExitFile) is not { } text)
        {
            return null;
        }

        var finished = status.Changed.ToDateTimeOffset();
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 255)
        {
            return Unseen(container, $"The monitor wrote '{text.Trim()}' as the exit code.") with { FinishedAt = finished };
        }

        var startError = ExecutionFailure.Find(container.Runtime, code, run.CreateLogFile);
        return new ContainerExit
        {
            Id = container.Id,
            Run = container.Run,
            ExitCode = code,
            Reason = startError is not null ? ExitReason.StartError
                : code == KilledBySignal && File.Exists(run.OomFile) ? ExitReason.OomKilled
                : code == 0 ? ExitReason.Completed
                : ExitReason.Error,
            ErrorMessage = startError,
            FinishedAt = finished,
        };
    }

    /// <summary>The file's text; null where it went away since it was looked at, as it does when the container is removed.</summary>
    private static string? TryReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The end of a run that nobody saw.</summary>
    public static ContainerExit Unseen(ContainerRecord container, string why) => new()
    {
        Id = container.Id,
        Run = container.Run,
        Reason = ExitReason.Unknown,
        ErrorMessage = why,
    };
}
