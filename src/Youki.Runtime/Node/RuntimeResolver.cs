using Microsoft.Extensions.Options;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>Finds the OCI runtime that the options name, and finds it anew when the file has changed.</summary>
internal sealed class RuntimeResolver(IOptions<YoukiRuntimeOptions> options, RuntimeProbe probe, CgroupTree cgroups)
{
    private volatile Known? _known;

    /// <exception cref="RuntimeUnavailableException">There is none that can be used.</exception>
    public async Task<RuntimeIdentity> ResolveAsync(CancellationToken cancellationToken = default)
    {
        if (_known is { } known && FileMetadata.TryOf(known.Identity.Path) == known.Stamp)
        {
            return known.Identity;
        }

        var found = await probe.FindAsync(options.Value.Runtime, options.Value.AllowUnsupportedRuntimeVersion, cancellationToken).ConfigureAwait(false);
        if (options.Value.SystemdCgroup && !found.Dialect.TakesSystemdCgroups(cgroups.ModeName))
        {
            throw new FeatureNotSupportedException(
                nameof(YoukiRuntimeOptions.SystemdCgroup),
                $"{found.Dialect.Name} makes cgroups through systemd on pure cgroup v2 only, and this host has {cgroups.ModeName}. Set it to false, or use runc.");
        }

        if (!CurrentUser.IsRoot && found.Dialect.Flavor == RuntimeFlavor.Youki && cgroups.Mode != CgroupMode.V2)
        {
            throw new FeatureNotSupportedException(
                nameof(YoukiRuntimeOptions.Runtime),
                $"youki runs containers of ordinary users on pure cgroup v2 only, and this host has {cgroups.ModeName}. Set it to runc, which runs them here without limits, or run as root.");
        }

        var identity = new RuntimeIdentity
        {
            Flavor = found.Dialect.Name,
            Path = found.Path,
            Version = found.Version,
            Root = RootOf(found.Dialect.Flavor),
            CgroupMode = cgroups.ModeName,
            SystemdCgroup = options.Value.SystemdCgroup,
        };
        _known = new Known(identity, FileMetadata.TryOf(identity.Path));
        return identity;
    }

    /// <summary>As above; null where there is none that can be used.</summary>
    public async Task<RuntimeIdentity?> TryResolveAsync()
    {
        try
        {
            return await ResolveAsync().ConfigureAwait(false);
        }
        catch (YoukiException)
        {
            return null;
        }
    }

    /// <summary>Each flavour has a root of its own: none can read another's state.</summary>
    public string RootOf(RuntimeFlavor flavor)
    {
        var state = Path.TrimEndingDirectorySeparator(options.Value.StateDirectory);
        return flavor == RuntimeFlavor.Youki ? state : Path.Combine(Path.GetDirectoryName(state)!, RuntimeDialect.Of(flavor).Name);
    }

    private sealed record Known(RuntimeIdentity Identity, FileStatus? Stamp);
}
