namespace Youki.Runtime.Cli;

/// <summary>The status words of the runtimes; youki writes them with a capital in its error texts.</summary>
internal static class OciStatus
{
    public static ContainerState Parse(string? text) => text?.ToUpperInvariant() switch
    {
        "CREATING" => ContainerState.Creating,
        "CREATED" => ContainerState.Created,
        "RUNNING" => ContainerState.Running,
        "PAUSED" => ContainerState.Paused,
        "STOPPED" => ContainerState.Stopped,
        _ => ContainerState.Unknown,
    };
}
