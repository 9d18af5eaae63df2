using System.Globalization;
using System.Text;

namespace Youki.Runtime.Native;

/// <summary>The processes of this host with their arguments. Source: proc(5).</summary>
internal static class ProcessTable
{
    public static IEnumerable<(ProcessIdentity Process, string Name, IReadOnlyList<string> Arguments)> All()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                || ProcessIdentity.Find(pid) is not { } process
                || Read($"{directory}/cmdline") is not { Length: > 0 } arguments)
            {
                continue;
            }

            yield return (process, Read($"{directory}/comm").TrimEnd('\n'), arguments.TrimEnd('\0').Split('\0'));
        }
    }

    /// <summary>
    /// Those of this user in this PID namespace. Others may give their processes any arguments, and so may what runs in containers.
    /// </summary>
    public static IEnumerable<(ProcessIdentity Process, string Name, IReadOnlyList<string> Arguments)> Own()
    {
        var home = NamespaceOf("self");
        return All().Where(process =>
            FileMetadata.TryOf(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Process.Pid}"))?.Uid == CurrentUser.Id
            && NamespaceOf(process.Process.Pid.ToString(CultureInfo.InvariantCulture)) == home);
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
        foreach (var child in Read($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ProcessIdentity.Find(int.Parse(child, CultureInfo.InvariantCulture)) is { } process)
            {
                found.Add(process);
                found.AddRange(Descendants(process.Pid));
            }
        }

        return found;
    }

    private static string Read(string file)
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
