namespace Youki.Runtime;

/// <summary>Another operation on the container went on for longer than this one would wait.</summary>
public sealed class ContainerBusyException : YoukiException
{
    /// <summary>Makes the exception for a wait.</summary>
    public ContainerBusyException(ContainerId id, TimeSpan waited)
        : base($"Container {id} is busy: another operation on it, here or in another process, did not end within {waited.TotalSeconds:0.#} s. Try again.") => ContainerId = id;
}
