namespace Youki.Runtime.Execution;

/// <summary>Builds the environment of a child from scratch: what this process happens to have (RUST_BACKTRACE, LISTEN_FDS, secrets) never reaches it.</summary>
internal static class ChildEnvironment
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The directories in which programs are looked up, here and by children.</summary>
    public static string SearchPath => Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : DefaultPath;

    public static Dictionary<string, string> Build(IReadOnlyDictionary<string, string> additional)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = SearchPath };
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtimeDirectory)
        {
            variables["XDG_RUNTIME_DIR"] = runtimeDirectory;
        }

        foreach (var (name, value) in additional)
        {
            variables[name] = value;
        }

        return variables;
    }
}
