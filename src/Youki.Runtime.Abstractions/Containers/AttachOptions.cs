namespace Youki.Runtime;

/// <summary>What an attachment is for.</summary>
public sealed record AttachOptions
{
    /// <summary>Connects to the container's standard input. False: its output only, which takes no container an option to be made with.</summary>
    public bool Input { get; init; }

    /// <summary>How many of the last lines that it wrote before are given again. Null and 0: only what comes from now on.</summary>
    public int? Replay { get; init; }
}
