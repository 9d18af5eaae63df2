namespace Youki.Runtime.Tool;

/// <summary>What the tool's exit code says. A foreground run ends with its container's own.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    public const int Failure = 1;

    public const int Usage = 2;

    /// <summary>A command in a container was killed because its time was up. As timeout(1).</summary>
    public const int TimedOut = 124;

    /// <summary>A run failed for a reason that is not the container's.</summary>
    public const int RunFailed = 125;

    public const int CommandNotExecutable = 126;

    public const int CommandNotFound = 127;

    /// <summary>What a shell reports for a program that a signal ended.</summary>
    public static int EndedBy(Signal signal) => 128 + signal.Number;

    public static int OfRun(Exception exception) => exception switch
    {
        ContainerStartException { Failure: StartFailure.CommandNotFound } => CommandNotFound,
        ContainerStartException { Failure: StartFailure.CommandNotExecutable } => CommandNotExecutable,
        _ => RunFailed,
    };
}
