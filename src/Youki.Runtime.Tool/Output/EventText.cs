using System.Globalization;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Output;

/// <summary>An event as one line for people.</summary>
internal static class EventText
{
    public static string Of(ContainerEvent found)
    {
        var details = DetailsOf(found).Where(detail => detail.Value is not null).Select(detail => $"{detail.Key}={detail.Value}").ToList();
        var subject = found.ContainerId?.Value ?? found.Image;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Time:yyyy-MM-dd'T'HH:mm:ss.fffffffK} {EventChoice.TypeOf(found)} {found.Kind}{(subject is null ? "" : $" {subject}")}{(details.Count == 0 ? "" : $" ({string.Join(", ", details)})")}");
        return TerminalText.Clean(line);
    }

    private static IEnumerable<KeyValuePair<string, string?>> DetailsOf(ContainerEvent found)
    {
        yield return new("run", found.Run?.ToString(CultureInfo.InvariantCulture));
        yield return new("exitCode", found.ExitCode?.ToString(CultureInfo.InvariantCulture));
        yield return new("reason", found.Reason is { } reason ? StatusWordOf(reason) : null);
        yield return new("exec", found.ExecId);
        yield return new("name", found.Name);
        yield return new("image", found.ContainerId is null ? null : found.Image);
        yield return new("lost", found.Kind == EventKind.Lost ? found.LostCount?.ToString(CultureInfo.InvariantCulture) ?? "unknown" : null);
        foreach (var (key, value) in found.Attributes ?? new Dictionary<string, string>())
        {
            yield return new(key, value);
        }

        yield return new("message", found.Message);
    }

    private static string StatusWordOf(ExitReason reason) => reason switch
    {
        ExitReason.Completed => "completed",
        ExitReason.OomKilled => "oomKilled",
        ExitReason.StartError => "startError",
        ExitReason.Unknown => "unknown",
        _ => "error",
    };
}
