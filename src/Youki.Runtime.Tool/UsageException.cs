namespace Youki.Runtime.Tool;

/// <summary>The command line cannot be understood.</summary>
/// <param name="message">What is wrong with it, as a sentence.</param>
/// <param name="commandPath">The command whose help says more. Null: the message says it all.</param>
internal sealed class UsageException(string message, string? commandPath = null) : Exception(message)
{
    public string? CommandPath { get; } = commandPath;
}
