namespace Youki.Runtime.Security.Seccomp;

/// <summary>A processor, and those whose programs it runs as well.</summary>
internal sealed record SeccompArchitecture
{
    public string? Architecture { get; init; }

    public IReadOnlyList<string>? SubArchitectures { get; init; }
}
