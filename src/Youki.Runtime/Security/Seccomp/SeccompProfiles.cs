namespace Youki.Runtime.Security.Seccomp;

/// <summary>The profiles of containers.</summary>
internal static class SeccompProfiles
{
    private static readonly Lazy<SeccompProfile> Shipped = new(() => SeccompProfileReader.Read(EmbeddedText.Read("default-profile.json")));

    /// <summary>
    /// What every container has that says nothing else; the file default-profile.json beside this one, in docker's form. Source of the calls and conditions:
    /// moby/profiles, seccomp/default_linux.go (2026); docs/seccomp.md tells where it differs.
    /// </summary>
    public static SeccompProfile Default => Shipped.Value;

    /// <summary>The profile that a configuration asks for. Null: none.</summary>
    public static SeccompProfile? Of(ContainerConfig config) => config.Security?.Seccomp switch
    {
        { Unconfined: true } => null,
        { Profile: { } text } => SeccompProfileReader.Read(text),
        null when config.Privileged == true => null,
        _ => Default,
    };
}
