namespace Youki.Runtime;

/// <summary>A hook of a container failed, so the container was not made or started.</summary>
public sealed class HookException : ContainerStartException
{
    /// <summary>Makes the exception for a hook, such as <c>CreateRuntime[0]</c>.</summary>
    public HookException(ContainerId id, string hook, string path, string output, string message, Exception? innerException = null)
        : base(id, StartFailure.Hook, message, innerException)
    {
        Hook = hook;
        Path = path;
        Output = output;
    }

    /// <summary>Which one: the member of <see cref="ContainerHooks"/> and its place there.</summary>
    public string Hook { get; }

    /// <summary>Its program.</summary>
    public string Path { get; }

    /// <summary>The end of what it wrote to standard output and standard error, 4,096 bytes at most.</summary>
    public string Output { get; }
}
