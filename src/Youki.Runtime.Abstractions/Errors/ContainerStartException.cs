namespace Youki.Runtime;

/// <summary>A container could not be made or its process not started.</summary>
public class ContainerStartException : YoukiException
{
    /// <summary>Makes the exception for what the runtime said.</summary>
    public ContainerStartException(ContainerId id, StartFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ContainerId = id;
        Failure = failure;
    }

    /// <summary>What kind of failure it was.</summary>
    public StartFailure Failure { get; }
}
