namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads which stream of a container is meant.</summary>
internal static class StreamText
{
    /// <exception cref="FormatException">There is no such stream.</exception>
    public static OutputSource Parse(string text) => text switch
    {
        "stdout" => OutputSource.Stdout,
        "stderr" => OutputSource.Stderr,
        _ => throw new FormatException($"'{text}' is no stream: give stdout or stderr."),
    };
}
