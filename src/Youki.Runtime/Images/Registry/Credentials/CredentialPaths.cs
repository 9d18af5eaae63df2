using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>Where podman and docker keep credentials. Source: containers-auth.json(5); docker/cli, "Configuration files".</summary>
internal sealed class CredentialPaths(Func<string, string?> environment)
{
    /// <summary>What the environment of this process says.</summary>
    public static CredentialPaths OfThisProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>All files, whether they are there or not, in the order in which they are asked.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            var home = Home;
            string?[] paths =
            [
                Variable("REGISTRY_AUTH_FILE"),
                Below(Variable("XDG_RUNTIME_DIR") ?? $"/run/containers/{CurrentUser.Id}", Variable("XDG_RUNTIME_DIR") is null ? "auth.json" : "containers/auth.json"),
                Durable,
                Below(Variable("DOCKER_CONFIG"), "config.json") ?? Below(home, ".docker/config.json"),
            ];
            return [.. paths.OfType<string>().Distinct()];
        }
    }

    /// <summary>Podman's file that a reboot does not empty. Null: this process has no home.</summary>
    public string? Durable => Below(Variable("XDG_CONFIG_HOME") ?? Below(Home, ".config"), "containers/auth.json");

    /// <summary>The file that is named for all purposes. Null: none is.</summary>
    public string? Named => Variable("REGISTRY_AUTH_FILE");

    private string? Home => Variable("HOME") ?? (CurrentUser.Id == 0 ? "/root" : null);

    private static string? Below(string? directory, string name) => directory is null ? null : Path.Combine(directory, name);

    private string? Variable(string name) => environment(name) is { Length: > 0 } value && Path.IsPathFullyQualified(value) ? value : null;
}
