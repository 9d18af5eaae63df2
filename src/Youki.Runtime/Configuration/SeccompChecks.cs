using Youki.Runtime.Security.Seccomp;

namespace Youki.Runtime.Configuration;

/// <summary>Checks a container's seccomp profile, down to its last rule.</summary>
internal static class SeccompChecks
{
    private const string Member = $"{nameof(ContainerConfig.Security)}.{nameof(SecurityConfig.Seccomp)}";

    public static IEnumerable<string> Of(ContainerConfig config)
    {
        if (config.Security?.Seccomp is not { } seccomp)
        {
            return [];
        }

        var given = new[] { seccomp.Unconfined == true, seccomp.Profile is not null, seccomp.ProfilePath is not null }.Count(said => said);
        string[] contradiction = given > 1 ? [$"{Member}: Unconfined, Profile and ProfilePath exclude each other."] : [];
        return seccomp.Profile is { } text
            ? [.. contradiction, .. SeccompProfileReader.TryRead(text, out _).Select(error => $"{Member}.{nameof(SeccompConfig.Profile)}: {error}")]
            : contradiction;
    }
}
