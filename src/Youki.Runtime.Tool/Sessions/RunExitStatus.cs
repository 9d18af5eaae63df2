namespace Youki.Runtime.Tool.Sessions;

/// <summary>What a foreground run exits with.</summary>
internal static class RunExitStatus
{
    public static IReadOnlyList<string> Lines { get; } =
    [
        "the container's own; 0 where the detach keys were typed; else",
        "125   the tool or the runtime failed, or nobody saw how the container ended",
        "126   the command cannot be executed",
        "127   the command was not found",
        "  2   this command line cannot be understood",
    ];

    /// <summary>Of a container that the person has left by the keys for that.</summary>
    public static int OfDetached(ToolSession session, ContainerId id)
    {
        session.Warn($"detached; container {id} goes on. 'youkictl attach {id}' returns to it.");
        return ExitCodes.Success;
    }

    /// <param name="session">Where the reason is told.</param>
    /// <param name="id">The container.</param>
    /// <param name="exit">How it ended. Null: it was left running.</param>
    public static int Of(ToolSession session, ContainerId id, ContainerExit? exit)
    {
        switch (exit)
        {
            case null:
                session.Warn($"container {id} does not end and is left running. 'youkictl kill {id}' ends it.");
                return ExitCodes.RunFailed;
            case { ExitCode: null }:
                session.Warn($"the exit code of container {id} is not known. {exit.ErrorMessage ?? "Its monitor was killed, or there was none."}");
                return ExitCodes.RunFailed;
            case { Reason: ExitReason.OomKilled, ExitCode: { } killed }:
                session.Warn($"container {id} was killed because its memory ran out; give it more with --memory.");
                return killed;
            default:
                return exit.ExitCode.Value;
        }
    }
}
