namespace Youki.Runtime;

public sealed partial record ContainerConfig
{
    /// <summary>Limits and priorities of its processes, which they inherit. Null: the defaults.</summary>
    public ProcessConfig? Process { get; init; }
}
