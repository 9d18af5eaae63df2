namespace Youki.Runtime;

/// <summary>A mount that was asked for cannot be made: its source is not there, or is refused, or something is in the way at its target.</summary>
public sealed class MountException : YoukiException
{
    /// <summary>Makes the exception for a mount.</summary>
    public MountException(string target, string message, Exception? innerException = null)
        : base(message, innerException) => Target = target;

    /// <summary>Where it was to be mounted, as it was asked for.</summary>
    public string Target { get; }
}
