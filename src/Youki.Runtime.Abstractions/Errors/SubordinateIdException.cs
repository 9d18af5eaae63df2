namespace Youki.Runtime;

/// <summary>The host has no ids, or none that are free, to give to a user namespace.</summary>
public sealed class SubordinateIdException : YoukiException
{
    /// <summary>Makes the exception for the place that the ids come from.</summary>
    /// <param name="source">Such as <c>/etc/subuid</c>, or the name of the option.</param>
    /// <param name="message">What is missing, and what to write where.</param>
    /// <param name="innerException">Why.</param>
    public SubordinateIdException(string source, string message, Exception? innerException = null)
        : base(message, innerException) => IdSource = source;

    /// <summary>Where the ids come from: a file, or an option.</summary>
    public string IdSource { get; }
}
