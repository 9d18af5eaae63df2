namespace Youki.Runtime.Tool.Output;

/// <summary>The list of containers, with docker's columns.</summary>
internal static class ContainerTable
{
    private const int CommandWidth = 20;

    /// <param name="containers">Each container with its command line, where that is known.</param>
    /// <param name="ids">How ids are shown.</param>
    /// <param name="now">The time that ages are counted from.</param>
    /// <param name="complete">Shows commands whole.</param>
    public static TextTable Of(IEnumerable<(ContainerStatus Status, string? Command)> containers, Func<ContainerId, string> ids, DateTimeOffset now, bool complete)
    {
        var table = new TextTable("CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "NAMES");
        foreach (var (status, command) in containers)
        {
            var created = $"{HumanTime.Of(now - status.CreatedAt)} ago";
            table.Add(ids(status.Id), status.Image, Quote(command, complete), created, StatusText.Of(status, now), status.Name ?? string.Empty);
        }

        return table;
    }

    private static string Quote(string? command, bool complete) => command switch
    {
        null => string.Empty,
        { Length: > CommandWidth } when !complete => $"\"{command[..(CommandWidth - 1)]}…\"",
        _ => $"\"{command}\"",
    };
}
