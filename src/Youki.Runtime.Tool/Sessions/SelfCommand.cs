using System.Runtime.InteropServices;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Finds how this tool is started by a process that has no environment to speak of, where an apphost would not find its .NET.</summary>
internal static class SelfCommand
{
    private const string Assembly = YoukiCtl.Name + ".dll";
    private const string Muxer = "dotnet";

    public static IReadOnlyList<string> OfThisProcess() => Find(
        Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path."),
        AppContext.BaseDirectory,
        RuntimeEnvironment.GetRuntimeDirectory(),
        File.Exists);

    /// <param name="processPath">The program that runs: <c>dotnet</c>, an apphost, or the tool as a single file.</param>
    /// <param name="baseDirectory">Where the tool's files are.</param>
    /// <param name="runtimeDirectory">Where the shared framework is: {root}/shared/Microsoft.NETCore.App/{version}/.</param>
    /// <param name="exists">Whether there is such a file.</param>
    public static IReadOnlyList<string> Find(string processPath, string baseDirectory, string runtimeDirectory, Func<string, bool> exists)
    {
        var assembly = Path.Combine(baseDirectory, Assembly);
        var muxer = Path.GetFileNameWithoutExtension(processPath) == Muxer
            ? processPath
            : Path.GetFullPath(Path.Combine(runtimeDirectory, "..", "..", "..", Muxer));
        return exists(assembly) && exists(muxer) ? [muxer, assembly] : [processPath];
    }
}
