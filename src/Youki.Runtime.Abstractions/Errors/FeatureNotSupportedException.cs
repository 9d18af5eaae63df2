namespace Youki.Runtime;

/// <summary>Something that was asked for cannot be applied here. It is refused, never silently dropped.</summary>
public sealed class FeatureNotSupportedException : YoukiException
{
    /// <summary>Makes the exception for a feature.</summary>
    /// <param name="feature">What was asked for, such as "ContainerConfig.Ports".</param>
    /// <param name="reason">Why it cannot be applied and what would work, as a sentence.</param>
    public FeatureNotSupportedException(string feature, string reason)
        : base($"{feature} is not supported here: {reason}")
    {
        Feature = feature;
        Reason = reason;
    }

    /// <summary>What was asked for.</summary>
    public string Feature { get; }

    /// <summary>Why it cannot be applied and what would work.</summary>
    public string Reason { get; }
}
