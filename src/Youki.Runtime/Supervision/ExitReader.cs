using System.Globalization;
using System.Text;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>Reads how a run has ended from what its monitor left, and from the counters of its cgroup, which stays until the run is cleared away.</summary>
internal static class ExitReader
{
    private const int KilledBySignal = 128 + 9;

    /// <summary>In bytes: more than any code takes.</summary>
    private const int MostRead = 40;

    /// <summary>How the run ended; null where its monitor has not said so.</summary>
    /// <param name="store">Where the container's files are.</param>
    /// <param name="container">The container.</param>
    /// <param name="cgroups">Where the run's cgroup is looked for. Null: it is gone already.</param>
    public static ContainerExit? TryRead(ContainerStore store, ContainerRecord container, CgroupTree? cgroups = null) =>
        store.TryReadExit(container, (run, status) => Read(container, run, status, cgroups));

    /// <summary>The end of a run that nobody saw.</summary>
    public static ContainerExit Unseen(ContainerRecord container, string why) => new()
    {
        Id = container.Id,
        Run = container.Run,
        Reason = ExitReason.Unknown,
        ErrorMessage = why,
    };

    private static ContainerExit? Read(ContainerRecord container, RunLayout run, FileStatus status, CgroupTree? cgroups)
    {
        // Something else in its place, such as a directory, is no word of the monitor.
        if (status.Kind != FileKind.Regular || TryReadText(run.ExitFile) is not { } text)
        {
            return null;
        }

        var finished = status.Changed.ToDateTimeOffset();
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 255)
        {
            return Unseen(container, $"'{Printable(text)}' is in the monitor's exit file, which is no exit code.") with { FinishedAt = finished };
        }

        var startError = ExecutionFailure.Find(container.Runtime, code, run.CreateLogFile)
            ?? ExecutionFailure.FindInOutput(container.Runtime, code, () => OnlyLine.TryRead(run));
        return new ContainerExit
        {
            Id = container.Id,
            Run = container.Run,
            ExitCode = code,
            Reason = startError is not null ? ExitReason.StartError
                : code == KilledBySignal && IsOutOfMemory(container, run, cgroups) ? ExitReason.OomKilled
                : code == 0 ? ExitReason.Completed
                : ExitReason.Error,
            ErrorMessage = startError,
            FinishedAt = finished,
        };
    }

    /// <summary>
    /// Whether SIGKILL came from the kernel because memory ran out. The cgroup counts what was killed; the monitor's file says only that memory ran out,
    /// and is not there where it watched another hierarchy. Whoever sent SIGKILL to a living process has written that down.
    /// </summary>
    private static bool IsOutOfMemory(ContainerRecord container, RunLayout run, CgroupTree? cgroups) =>
        !File.Exists(run.KilledFile) && (cgroups?.OomKills(container.CgroupPath) is { } kills ? kills > 0 : File.Exists(run.OomFile));

    private static string Printable(string text) => new([.. text.Trim().Select(character => char.IsControl(character) ? '?' : character)]);

    /// <summary>The beginning of the file's text; null where it went away since it was looked at, as it does when the container is removed.</summary>
    private static string? TryReadText(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> bytes = stackalloc byte[MostRead];
            return Encoding.UTF8.GetString(bytes[..RandomAccess.Read(file, bytes, 0)]);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
