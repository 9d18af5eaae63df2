namespace Youki.Runtime;

/// <summary>Something that was waited for did not happen in time.</summary>
public sealed class OperationTimeoutException : YoukiException
{
    /// <summary>Makes the exception for a wait.</summary>
    /// <param name="waitedFor">What was waited for, such as "'youki create' of container web to end".</param>
    /// <param name="limit">How long.</param>
    /// <param name="advice">What to do, as a sentence.</param>
    public OperationTimeoutException(string waitedFor, TimeSpan limit, string advice)
        : base($"Waited {limit.TotalSeconds:0.#} s for {waitedFor}, in vain. {advice}")
    {
        WaitedFor = waitedFor;
        Limit = limit;
    }

    /// <summary>What was waited for.</summary>
    public string WaitedFor { get; }

    /// <summary>How long.</summary>
    public TimeSpan Limit { get; }
}
