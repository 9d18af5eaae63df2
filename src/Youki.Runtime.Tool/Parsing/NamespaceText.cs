namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's words for namespaces.</summary>
internal static class NamespaceText
{
    public static NamespaceMode Parse(string text) => NamespaceMode.Parse(text is "shareable" ? "private" : text);

    /// <summary>A network: docker's <c>none</c> is a namespace of its own, with a loopback only.</summary>
    public static NamespaceMode ParseNetwork(string text) => text switch
    {
        "none" => NamespaceMode.Private,
        "bridge" or "slirp4netns" or "pasta" => throw new FormatException($"'{text}' is not supported yet: give none, host, container:CONTAINER or ns:PATH."),
        _ => NamespaceMode.TryParse(text, null, out var mode) ? mode : throw new FormatException($"there is no network '{text}': give none, host, container:CONTAINER or ns:PATH."),
    };

    /// <summary>Reads <c>NAME=VALUE</c> pairs.</summary>
    /// <exception cref="UsageException">One is none, or is given twice.</exception>
    public static IReadOnlyDictionary<string, string> ParseSysctls(IReadOnlyList<string> texts)
    {
        var sysctls = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2);
            if (parts is not [{ Length: > 0 }, { Length: > 0 }])
            {
                throw new UsageException($"'{text}' is no parameter: give NAME=VALUE.");
            }

            if (!sysctls.TryAdd(parts[0], parts[1]))
            {
                throw new UsageException($"'{parts[0]}' is given twice.");
            }
        }

        return sysctls;
    }
}
