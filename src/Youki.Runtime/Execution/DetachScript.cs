namespace Youki.Runtime.Execution;

/// <summary>
/// The constant shell script that takes our pipes away from a program before it begins. Whatever inherits a pipe of ours, a container's
/// process for instance, would keep us waiting for its end-of-file as long as it lives.
/// </summary>
internal static class DetachScript
{
    public const string Shell = "/bin/sh";

    // $1 output file, $2 to $4 files for the descriptors 3 to 5 or empty, then cgroup files up to "--", then the program. Nothing of this is part of the text.
    // What this process was started with on 3 to 9 would be held as long as the program runs: a lock, or the socket of a service. A shell knows no higher ones.
    // A FIFO is opened for writing for a moment: to open one for reading would wait for a writer, who may be dead by now.
    private const string Text = """
        exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
        out=$1; third=$2; fourth=$3; fifth=$4; shift 4
        while [ "$1" != "--" ]; do (echo "$$" >"$1") 2>/dev/null; shift; done
        shift
        if [ -n "$third" ]; then exec 3>"$third"; fi
        if [ -n "$fourth" ]; then exec 6<>"$fourth" 4<"$fourth" 6>&-; fi
        if [ -n "$fifth" ]; then exec 5>"$fifth"; fi
        exec "$@" </dev/null >>"$out" 2>&1
        """;

    /// <param name="commandLine">The program.</param>
    /// <param name="output">The files that it gets.</param>
    /// <param name="reset">What the shell itself is run by, see <see cref="SignalDispositions"/>.</param>
    public static CommandLine Wrap(CommandLine commandLine, DetachedOutput output, IReadOnlyList<string> reset)
    {
        string[] command =
        [
            .. reset, Shell, "-c", Text, "sh",
            output.File, output.ThirdFile ?? string.Empty, output.FourthFifo ?? string.Empty, output.FifthFile ?? string.Empty, .. output.CgroupFiles, "--",
            commandLine.Program, .. commandLine.Arguments,
        ];
        return commandLine with { Program = command[0], Arguments = command[1..], StandardInput = default };
    }
}
