namespace Youki.Runtime.Configuration;

/// <summary>Which parameters of the kernel a container or pod may have of its own, and what may stand in them.</summary>
internal static class SysctlRules
{
    private static readonly HashSet<string> OfUts = ["kernel.hostname", "kernel.domainname"];

    private static readonly HashSet<string> OfIpc =
    [
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
    ];

    /// <summary>What is wrong with a name, as a sentence; null: nothing.</summary>
    public static string? NameFault(string name) =>
        !IsName(name) ? "it is no parameter: give names of letters, digits, '_', '-', ':' and '@', with '.' between them."
        : OfUts.Contains(name) ? "use Hostname and Domainname for it."
        : TypeOf(name) is null ? "it is not of a namespace, so it would change the host: net.*, fs.mqueue.* and those of System V IPC are. Set it on the host, or leave it out."
        : null;

    /// <summary>What is wrong with a value, as a sentence; null: nothing.</summary>
    public static string? ValueFault(string? value) => value is null or "" || value.Any(character => char.IsControl(character) && character != '\t') ? "the value may not be empty or hold control characters." : null;

    /// <summary>The namespace that a parameter belongs to, by its type. Null: none.</summary>
    public static string? TypeOf(string name) =>
        name.StartsWith("net.", StringComparison.Ordinal) ? NamespaceModes.Network
        : name.StartsWith("fs.mqueue.", StringComparison.Ordinal) || OfIpc.Contains(name) ? NamespaceModes.Ipc
        : null;

    // A '/' stands for a '.' in the name of an interface.
    private static bool IsName(string name) => name.Split('.', '/').All(part =>
        part.Length > 0 && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or ':' or '@'));
}
