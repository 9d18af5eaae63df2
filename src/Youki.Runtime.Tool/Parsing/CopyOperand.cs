namespace Youki.Runtime.Tool.Parsing;

/// <summary>One side of a copy: <c>CONTAINER:PATH</c>, a path of the host, or <c>-</c>.</summary>
/// <param name="Container">The container as it was given. Null: the host.</param>
/// <param name="Path">The path; <c>-</c> is standard input or output.</param>
internal sealed record CopyOperand(string? Container, string Path)
{
    private const string Standard = "-";

    public bool IsStandard => Container is null && Path == Standard;

    /// <summary>As docker does: what begins with a slash or a dot is a path of the host, whatever colons it has.</summary>
    public static CopyOperand Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (text.Length == 0)
        {
            throw new UsageException("a path is empty.");
        }

        if (text[0] is '/' or '.' || colon < 0)
        {
            return new CopyOperand(null, text);
        }

        return colon == 0 || colon == text.Length - 1
            ? throw new UsageException($"'{text}' is not understood: give CONTAINER:PATH, or a path of this host such as ./{text}.")
            : new CopyOperand(text[..colon], text[(colon + 1)..]);
    }

    /// <summary>The path of the host in full. That only what is in a directory is meant, or that it must be one, is kept.</summary>
    public string LocalPath(string currentDirectory)
    {
        var full = System.IO.Path.GetFullPath(Path, currentDirectory);
        return Path == "." || Path.EndsWith("/.", StringComparison.Ordinal) ? $"{full.TrimEnd('/')}/." : full;
    }
}
