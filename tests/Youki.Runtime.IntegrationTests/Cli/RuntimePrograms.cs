using Youki.Runtime.Execution;

namespace Youki.Runtime.IntegrationTests.Cli;

/// <summary>Finds the real runtimes: on PATH, or in the directory beside the repository.</summary>
internal static class RuntimePrograms
{
    public static string? Find(string runtime)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Youki.Runtime.sln")))
        {
            directory = directory.Parent!;
        }

        var beside = Path.GetFullPath(Path.Combine(directory.FullName, "../shared", runtime, runtime));
        return ProgramFinder.Find(runtime) ?? (File.Exists(beside) ? beside : null);
    }
}
