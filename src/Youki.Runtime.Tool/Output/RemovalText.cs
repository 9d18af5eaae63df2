using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Output;

/// <summary>Tells people what went.</summary>
internal static class RemovalText
{
    public static void Write(ToolSession session, RemovalResult result)
    {
        if (result.Error is { } error)
        {
            session.Warn(error);
        }

        if (session.Settings.Json)
        {
            return;
        }

        foreach (var container in result.Containers ?? [])
        {
            session.Out.WriteLine($"Removed: {container}");
        }

        foreach (var reference in result.Untagged ?? [])
        {
            session.Out.WriteLine($"Untagged: {TerminalText.Clean(reference.ToShortString())}");
        }

        foreach (var id in result.Deleted ?? [])
        {
            session.Out.WriteLine($"Deleted: {id.Value}");
        }
    }
}
