namespace Youki.Runtime.Bench;

/// <summary>One way to do the same work.</summary>
internal interface ISide
{
    string Name { get; }

    /// <summary>Takes containers through their lives, times each step, and leaves nothing behind.</summary>
    Task RoundAsync();
}
