namespace Youki.Runtime.Execution;

/// <summary>Finds programs by name, as a shell does: only on <c>PATH</c>, never in the current directory.</summary>
internal static class ProgramFinder
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The program's absolute path. Null: it is nowhere on <c>PATH</c>. A name with a slash is a path, and is given back as it is.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return program;
        }

        return ChildEnvironment.SearchPath
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(IsExecutable);
    }

    /// <summary>Why a program at a path cannot be run, as the end of a sentence. Null: nothing speaks against it.</summary>
    public static string? WhyNot(string path) => Directory.Exists(path) ? "it is a directory"
        : !File.Exists(path) ? "there is no such file"
        : !IsExecutable(path) ? "it is not executable"
        : null;

    private static bool IsExecutable(string path) => File.Exists(path) && (new FileInfo(path).UnixFileMode & AnyExecute) != 0;
}
