namespace Youki.Runtime.Node;

/// <summary>What is wrong, and what was looked at.</summary>
internal sealed class HealthFindings
{
    /// <summary>Without these no container can be made: sentences.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>What should be looked at, while containers can be made: sentences.</summary>
    public List<string> Concerns { get; } = [];

    public Dictionary<string, object> Data { get; } = [];
}
