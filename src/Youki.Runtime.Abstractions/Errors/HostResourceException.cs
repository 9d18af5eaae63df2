namespace Youki.Runtime;

/// <summary>Something of the host (a directory, a mount, a cgroup) could not be taken or given back.</summary>
public sealed class HostResourceException : YoukiException
{
    /// <summary>Makes the exception for a kind of resource, such as <c>directory</c> or <c>rootfs</c>.</summary>
    public HostResourceException(string kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>The kind of resource.</summary>
    public string Kind { get; }
}
