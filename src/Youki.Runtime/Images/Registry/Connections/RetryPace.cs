namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>How long the waits between attempts are.</summary>
internal sealed record RetryPace
{
    /// <summary>The first wait; each later one is about twice as long, with some chance in it.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What of a registry's own wish (Retry-After) is granted at most.</summary>
    public TimeSpan LongestWish { get; init; } = TimeSpan.FromMinutes(1);
}
