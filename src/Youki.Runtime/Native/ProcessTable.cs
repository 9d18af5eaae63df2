using System.Globalization;
using System.Text;

namespace Youki.Runtime.Native;

/// <summary>The processes of this host with their arguments. Source: proc(5).</summary>
internal static class ProcessTable
{
    public static IEnumerable<(ProcessIdentity Process, string Name, IReadOnlyList<string> Arguments)> All() => Read(static _ => true);

    /// <summary>
    /// Those of this user in this PID namespace. Others may give their processes any arguments, and so may what runs in containers; they are not even read, for
    /// whoever reads arguments waits for the memory in which they are, and that can be a file of a file system that never answers.
    /// </summary>
    public static IEnumerable<(ProcessIdentity Process, string Name, IReadOnlyList<string> Arguments)> Own()
    {
        var home = NamespaceOf("self");
        return Read(directory => FileMetadata.TryOf(directory)?.Uid == CurrentUser.Id && NamespaceOf(Path.GetFileName(directory)) == home);
    }

    /// <summary>The living processes of a session.</summary>
    public static IEnumerable<ProcessIdentity> OfSession(int session) => Directory.EnumerateDirectories("/proc")
        .Select(directory => int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0 && ProcessIdentity.SessionOf(pid) == session)
        .Select(ProcessIdentity.Find)
        .OfType<ProcessIdentity>();

    private static IEnumerable<(ProcessIdentity Process, string Name, IReadOnlyList<string> Arguments)> Read(Func<string, bool> isWanted)
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                || ProcessIdentity.Find(pid) is not { } process
                || !isWanted(directory)
                || ReadText($"{directory}/cmdline") is not { Length: > 0 } arguments)
            {
                continue;
            }

            yield return (process, ReadText($"{directory}/comm").TrimEnd('\n'), arguments.TrimEnd('\0').Split('\0'));
        }
    }

    private static string? NamespaceOf(string process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/pid").LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The living children of a process, and theirs.</summary>
    public static IReadOnlyList<ProcessIdentity> Descendants(int pid)
    {
        var found = new List<ProcessIdentity>();
        var parents = new Queue<int>([pid]);
        while (parents.TryDequeue(out var parent))
        {
            // Each thread has the children that it has made.
            foreach (var child in ThreadsOf(parent).SelectMany(thread => ReadText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                if (ProcessIdentity.Find(int.Parse(child, CultureInfo.InvariantCulture)) is { } process)
                {
                    found.Add(process);
                    parents.Enqueue(process.Pid);
                }
            }
        }

        return found;
    }

    private static string[] ThreadsOf(int pid)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task");
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
