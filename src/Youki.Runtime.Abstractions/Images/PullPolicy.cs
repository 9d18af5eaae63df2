namespace Youki.Runtime;

/// <summary>When an image is fetched.</summary>
public enum PullPolicy
{
    /// <summary>Where the store does not have it.</summary>
    IfNotPresent,

    /// <summary>Each time; what the store has already is not fetched again.</summary>
    Always,

    /// <summary>Never: one that the store does not have is an error.</summary>
    Never,
}
