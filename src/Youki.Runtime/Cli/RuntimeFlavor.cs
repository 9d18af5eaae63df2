namespace Youki.Runtime.Cli;

/// <summary>The OCI runtimes whose command lines are known.</summary>
internal enum RuntimeFlavor
{
    Youki,
    Runc,
    Crun,
}
