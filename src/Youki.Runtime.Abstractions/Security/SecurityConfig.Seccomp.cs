namespace Youki.Runtime;

public sealed partial record SecurityConfig
{
    /// <summary>Which system calls its processes may make. Null: those of this library's default profile; all, where the container is privileged.</summary>
    public SeccompConfig? Seccomp { get; init; }
}
