namespace Youki.Runtime;

/// <summary>Another operation on the pod went on for longer than this one would wait.</summary>
public sealed class PodBusyException : YoukiException
{
    /// <summary>Makes the exception for a wait.</summary>
    public PodBusyException(PodId id, TimeSpan waited, Exception? innerException = null)
        : base($"Pod {id} is busy: another operation on it, here or in another process, did not end within {waited.TotalSeconds:0.#} s. Try again.", innerException) => PodId = id;

    /// <summary>The pod.</summary>
    public PodId PodId { get; }
}
