namespace Youki.Runtime;

/// <summary>The OCI runtime printed something that cannot be read.</summary>
public sealed class RuntimeOutputException : YoukiException
{
    /// <summary>Makes the exception for a verb and what it printed.</summary>
    public RuntimeOutputException(string verb, string raw, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Verb = verb;
        Raw = raw;
    }

    /// <summary>The runtime's verb, such as <c>state</c>.</summary>
    public string Verb { get; }

    /// <summary>What it printed, shortened to 4,096 characters.</summary>
    public string Raw { get; }
}
