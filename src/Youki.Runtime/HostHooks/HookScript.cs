namespace Youki.Runtime.HostHooks;

/// <summary>
/// The constant shell script that a hook of the host is begun by. Runtimes keep little of what a hook says (youki drops standard output and lets errors run into the container's
/// log, runc copies all of it into one message) and tell neither of them by name; so each writes to a file of its own, and the last such file is that of the one that failed. It
/// also gets a session of its own, by which what it leaves behind is found. The script becomes the hook: the runtime's time limit ends the hook itself.
/// </summary>
internal static class HookScript
{
    public const string Shell = "/bin/sh";

    // $1 output file, $2 the program setsid or empty, then the hook. Nothing of this is part of the text.
    // In a user namespace of the container's own it may not write there; then the output goes where the runtime has it.
    private const string Text = """
        out=$1; alone=$2; shift 2
        if (echo "$$" >"$out.pid"; : >"$out") 2>/dev/null; then exec >"$out" 2>&1; fi
        exec ${alone:+"$alone"} "$@"
        """;

    /// <summary>The arguments of <see cref="Shell"/>, its own name first.</summary>
    public static IReadOnlyList<string> Arguments(string output, string? setsid, ContainerHook hook) => ["sh", "-c", Text, "hook", output, setsid ?? "", hook.Path, .. hook.Args ?? []];
}
