namespace Youki.Runtime.Configuration;

/// <summary>Checks how logs are to be kept, in the options and in a container's configuration.</summary>
internal static class LogChecks
{
    private const long LeastBytes = 4096;
    private const int LeastFiles = 2;
    private const int MostFiles = 1000;
    private const long LeastReserve = 1024 * 1024;

    private static readonly TimeSpan LeastTime = TimeSpan.FromMinutes(1);

    public static IEnumerable<string> Of(ContainerConfig config) => config.Log is not { } log
        ? []
        : Of($"{nameof(config.Log)}.", log.MaxFileBytes, log.MaxFileAge, log.MaxFiles, log.Retention, log.WhenDiskIsFull);

    public static void Check(YoukiRuntimeOptions options, List<string> problems)
    {
        if (options.Logs is not { } logs)
        {
            problems.Add($"{nameof(options.Logs)} must not be null.");
            return;
        }

        const string Prefix = $"{nameof(YoukiRuntimeOptions.Logs)}.";
        problems.AddRange(Of(Prefix, logs.MaxFileBytes, logs.MaxFileAge, logs.MaxFiles, logs.Retention, logs.WhenDiskIsFull));
        if (logs.MaxTotalBytes < LeastBytes)
        {
            problems.Add($"{Prefix}{nameof(logs.MaxTotalBytes)} {logs.MaxTotalBytes} must be at least {LeastBytes}.");
        }

        if (logs.ReservedBytes < LeastReserve)
        {
            problems.Add($"{Prefix}{nameof(logs.ReservedBytes)} {logs.ReservedBytes} must be at least {LeastReserve}.");
        }
    }

    private static IEnumerable<string> Of(string prefix, long? fileBytes, TimeSpan? fileAge, int? files, TimeSpan? retention, FullDiskAction? action)
    {
        if (fileBytes < LeastBytes)
        {
            yield return $"{prefix}{nameof(LogConfig.MaxFileBytes)} {fileBytes} must be at least {LeastBytes}.";
        }

        if (fileAge < LeastTime)
        {
            yield return $"{prefix}{nameof(LogConfig.MaxFileAge)} '{fileAge}' must be at least 1 minute.";
        }

        if (files is < LeastFiles or > MostFiles)
        {
            yield return $"{prefix}{nameof(LogConfig.MaxFiles)} {files} must be from {LeastFiles} to {MostFiles}.";
        }

        if (retention < LeastTime)
        {
            yield return $"{prefix}{nameof(LogConfig.Retention)} '{retention}' must be at least 1 minute.";
        }

        if (action is { } given && !Enum.IsDefined(given))
        {
            yield return $"{prefix}{nameof(LogConfig.WhenDiskIsFull)} {(int)given} is neither {nameof(FullDiskAction.Drop)} nor {nameof(FullDiskAction.Block)}.";
        }
    }
}
