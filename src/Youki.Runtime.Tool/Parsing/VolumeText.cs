namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's short form of a mount: <c>[SOURCE:]TARGET[:OPTIONS]</c>.</summary>
internal static class VolumeText
{
    /// <exception cref="UsageException">It cannot be understood.</exception>
    public static ContainerMount Parse(string text, string currentDirectory)
    {
        var parts = text.Split(':');
        var (source, target, options) = parts switch
        {
            [var only] => (string.Empty, only, string.Empty),
            [var from, var to] => (from, to, string.Empty),
            [var from, var to, var words] => (from, to, words),
            _ => throw new UsageException($"-v '{text}': give [SOURCE:]TARGET[:OPTIONS]; a path with ':' goes with --mount."),
        };
        return IsPath(source)
            ? BindOf(text, new BindMount { Source = Path.GetFullPath(source, currentDirectory), Target = target, CreateHostPath = true }, options)
            : VolumeOf(text, new VolumeMount { Name = source.Length == 0 ? null : source, Target = target }, options);
    }

    // As docker: a name is a volume's, and only what looks like a path is one.
    private static bool IsPath(string source) => source.StartsWith('/') || source is "." or ".." || source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal);

    private static BindMount BindOf(string text, BindMount mount, string options)
    {
        foreach (var word in Words(options))
        {
            mount = word switch
            {
                "ro" or "readonly" => mount with { ReadOnly = true },
                "rro" => mount with { RecursiveReadOnly = true },
                "rw" or "rbind" => mount,
                "bind" => mount with { NonRecursive = true },
                _ when PropagationText.TryParse(word) is { } propagation => mount with { Propagation = propagation },
                _ => throw Unknown(text, word),
            };
        }

        return mount;
    }

    private static VolumeMount VolumeOf(string text, VolumeMount mount, string options)
    {
        foreach (var word in Words(options))
        {
            mount = word switch
            {
                "ro" or "readonly" => mount with { ReadOnly = true },
                "rw" => mount,
                "nocopy" => mount with { NoCopy = true },
                _ => throw Unknown(text, word),
            };
        }

        return mount;
    }

    private static string[] Words(string options) => options.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static UsageException Unknown(string text, string word) => word is "z" or "Z"
        ? new($"-v '{text}': '{word}' would change the SELinux labels of the host's files, which is not supported. Label them with chcon, and leave it out.")
        : new($"-v '{text}': '{word}' is not an option here: give ro, and for a path rro, bind or a propagation such as rslave, for a volume nocopy.");
}
