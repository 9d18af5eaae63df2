using System.Diagnostics.CodeAnalysis;
using Youki.Runtime.Bundles;

namespace Youki.Runtime.Events;

/// <summary>Makes events of what they are about, none longer than a journal can bear: labels and messages have no limit of their own.</summary>
internal static class EventText
{
    private const int LongestText = 4096;
    private const int LongestTable = 8192;

    public static StoredEvent Of(ContainerRecord container, EventKind kind, EventDetail? detail, TimeProvider time) => new()
    {
        Time = detail?.Time ?? time.GetUtcNow(),
        Kind = kind,
        Container = container.Id,
        Workload = container.WorkloadId,
        Run = container.Run == 0 ? null : container.Run,
        Name = Cut(container.Config.Name),
        Image = Cut(container.Config.Image),
        Labels = Cut(container.Config.Labels),
        ExecId = Cut(detail?.ExecId),
        ExitCode = detail?.ExitCode,
        Reason = detail?.Reason,
        Message = Cut(detail?.Message),
        Attributes = Cut(detail?.Attributes),
    };

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Cut(string? text) => text is { Length: > LongestText } ? $"{text[..LongestText]}…" : text;

    /// <summary>The entries in their order, as long as there is room.</summary>
    public static IReadOnlyDictionary<string, string>? Cut(IReadOnlyDictionary<string, string>? table)
    {
        if (table is null || table.Count == 0)
        {
            return null;
        }

        var kept = new Dictionary<string, string>();
        var left = LongestTable;
        foreach (var (key, value) in table)
        {
            left -= key.Length + value.Length;
            if (left >= 0)
            {
                kept[key] = value;
            }
        }

        return left >= 0 ? table : kept;
    }
}
