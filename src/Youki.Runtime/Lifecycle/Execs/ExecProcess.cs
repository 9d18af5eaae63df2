using Youki.Runtime.Specs;

namespace Youki.Runtime.Lifecycle.Execs;

/// <summary>
/// Makes the OCI process of a command of the container's own. All of it is said: of what is left out, youki takes user, directory and limits from nowhere, and runc
/// takes them from the container.
/// </summary>
internal static class ExecProcess
{
    private const string Home = "HOME";
    private const string Term = "TERM";

    /// <param name="own">The container's process.</param>
    /// <param name="options">The command.</param>
    /// <param name="user">Who it runs as. Null: as the container's process.</param>
    /// <param name="replacesHome">Whether the container's HOME follows from its user, and not from its image or configuration.</param>
    /// <param name="hostCapabilities">What this host can give.</param>
    public static OciProcess Make(OciProcess own, ExecOptions options, ContainerUser? user, bool replacesHome, IReadOnlySet<string> hostCapabilities)
    {
        var identity = user is null ? own.User : (own.User ?? new OciUser()) with { Uid = user.Uid, Gid = user.Gid, AdditionalGids = user.AdditionalGids };
        return own with
        {
            Args = options.Command,
            Env = EnvironmentOf(own, options, replacesHome ? user?.Home : null),
            Cwd = options.WorkingDirectory ?? own.Cwd ?? "/",
            User = identity ?? new OciUser { Uid = 0, Gid = 0 },
            Terminal = options.Terminal == true,
            ConsoleSize = options is { Terminal: true, TerminalSize: { } size } ? new ConsoleSize { Width = (uint)size.Columns, Height = (uint)size.Rows } : null,
            Capabilities = CapabilitiesOf(own, options, user, hostCapabilities),

            // youki loads seccomp filters in another order as soon as the member is there, even with false.
            NoNewPrivileges = options.Privileged == true ? null : own.NoNewPrivileges,
            ApparmorProfile = options.Privileged == true ? null : own.ApparmorProfile,
        };
    }

    private static List<string> EnvironmentOf(OciProcess own, ExecOptions options, string? home)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in own.Env ?? [])
        {
            var end = entry.IndexOf('=', StringComparison.Ordinal);
            variables[end < 0 ? entry : entry[..end]] = end < 0 ? "" : entry[(end + 1)..];
        }

        if (home is not null)
        {
            variables[Home] = home;
        }

        foreach (var (name, value) in options.EnvVars ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }

        if (options.Terminal == true)
        {
            variables.TryAdd(Term, "xterm");
        }

        return [.. variables.Select(variable => $"{variable.Key}={variable.Value}")];
    }

    /// <summary>
    /// The container's own sets for its own user. Root has all that the container may have; another user has none, as execve(2) would leave it. Nothing new is inheritable
    /// or ambient: inheritable capabilities would let a user gain them from files (CVE-2022-29162 of runc).
    /// </summary>
    private static LinuxCapabilities? CapabilitiesOf(OciProcess own, ExecOptions options, ContainerUser? user, IReadOnlySet<string> hostCapabilities)
    {
        if (options.Privileged != true && user is null)
        {
            return own.Capabilities;
        }

        IReadOnlyList<string> granted = options.Privileged == true ? [.. hostCapabilities.Order(StringComparer.Ordinal)] : own.Capabilities?.Bounding ?? [];
        IReadOnlyList<string> held = (user?.Uid ?? own.User?.Uid ?? 0) == 0 ? granted : [];
        return new LinuxCapabilities { Bounding = granted, Effective = held, Permitted = held };
    }
}
