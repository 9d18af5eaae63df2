namespace Youki.Runtime.Logs;

/// <summary>How one container's log is kept: what its configuration says, else what the options say.</summary>
internal sealed record LogPolicy
{
    public required long? MaxFileBytes { get; init; }

    public required TimeSpan? MaxFileAge { get; init; }

    public required int MaxFiles { get; init; }

    public required bool Compress { get; init; }

    public required TimeSpan? Retention { get; init; }

    public required FullDiskAction WhenDiskIsFull { get; init; }

    public static LogPolicy Of(LogConfig? config, LogStorageOptions options) => new()
    {
        MaxFileBytes = config?.MaxFileBytes ?? options.MaxFileBytes,
        MaxFileAge = config?.MaxFileAge ?? options.MaxFileAge,
        MaxFiles = config?.MaxFiles ?? options.MaxFiles,
        Compress = config?.Compress ?? options.Compress,
        Retention = config?.Retention ?? options.Retention,
        WhenDiskIsFull = config?.WhenDiskIsFull ?? options.WhenDiskIsFull,
    };
}
