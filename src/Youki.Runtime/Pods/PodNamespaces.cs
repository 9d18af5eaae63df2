using Youki.Runtime.Native;

namespace Youki.Runtime.Pods;

/// <summary>Makes namespaces that no process is in, kept by a mount of each. Source: namespaces(7), "Namespace lifetime".</summary>
internal static class PodNamespaces
{
    private const string Parameters = "/proc/sys/";

    /// <param name="files">Where each is pinned, by its type.</param>
    /// <param name="hostname">The host name in a uts namespace.</param>
    /// <param name="sysctls">Parameters of the kernel in them.</param>
    /// <exception cref="HostResourceException">The kernel refuses; nothing of them is left but files.</exception>
    public static void Make(IReadOnlyDictionary<string, string> files, string hostname, IReadOnlyDictionary<string, string> sysctls)
    {
        // A thread of its own, which is in them while it makes them and then ends: they are never those of any other code.
        OwnThread.Run(() => MakeHere(files, hostname, sysctls));
    }

    /// <summary>Lets go of all that is pinned in a directory. What is gone is no error.</summary>
    public static void Release(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            NamespaceFile.Unpin(file);
        }
    }

    private static void MakeHere(IReadOnlyDictionary<string, string> files, string hostname, IReadOnlyDictionary<string, string> sysctls)
    {
        NewNamespaces.Enter(files.Keys);
        if (files.ContainsKey("network"))
        {
            NewNamespaces.RaiseLoopback();
        }

        if (files.ContainsKey("uts"))
        {
            NewNamespaces.SetHostname(hostname);
        }

        foreach (var (name, value) in sysctls)
        {
            Set(name, value);
        }

        foreach (var (type, file) in files)
        {
            using var made = NamespaceFile.TryOpen($"/proc/thread-self/ns/{NamespaceFile.NameOf(type)}", type)!;
            NamespaceFile.Pin(made, file);
        }
    }

    /// <summary>Dots and slashes in a name change places, as sysctl(8) has it, where the first of them is a slash.</summary>
    private static void Set(string name, string value)
    {
        var path = name.IndexOfAny(['.', '/']) is var first && first >= 0 && name[first] == '/' ? name
            : string.Concat(name.Select(character => character switch { '.' => '/', '/' => '.', _ => character }));
        try
        {
            File.WriteAllText(Parameters + path, value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException("sysctl", $"The parameter {name} cannot be set to '{value}': {exception.Message} Look at its name and value; it may not be there on this kernel.", exception);
        }
    }
}
