using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads how a container's log is kept from <c>KEY=VALUE</c>; the keys that docker has too mean the same.</summary>
internal static class LogText
{
    private const string Keys = "max-size, max-file, max-age, compress, retention and when-full";

    /// <returns>Null where nothing is said.</returns>
    /// <exception cref="UsageException">A key is unknown, or its value cannot be understood.</exception>
    public static LogConfig? Parse(IReadOnlyList<string> options) =>
        options.Count == 0 ? null : options.Aggregate(new LogConfig(), (config, option) => Read(config, option));

    private static LogConfig Read(LogConfig config, string option)
    {
        var parts = option.Split('=', 2);
        var value = parts.Length == 2 ? parts[1] : "";
        try
        {
            return parts[0] switch
            {
                "max-size" => config with { MaxFileBytes = ByteSize.Parse(value) },
                "max-file" => config with { MaxFiles = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) },
                "max-age" => config with { MaxFileAge = Duration.Parse(value) },
                "compress" => config with { Compress = bool.Parse(value) },
                "retention" => config with { Retention = Duration.Parse(value) },
                "when-full" => config with { WhenDiskIsFull = FullDisk(value) },
                _ => throw new UsageException($"'{option}' is not an option of logs: {Keys} are."),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new UsageException($"'{option}' is not an option of logs: {exception.Message}");
        }
    }

    private static FullDiskAction FullDisk(string value) => value switch
    {
        "drop" => FullDiskAction.Drop,
        "block" => FullDiskAction.Block,
        _ => throw new FormatException("the value is drop or block."),
    };
}
