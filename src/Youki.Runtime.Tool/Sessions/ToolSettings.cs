namespace Youki.Runtime.Tool.Sessions;

/// <summary>The global options, from the command line or the environment. Null means "not said": the library's default applies.</summary>
internal sealed record ToolSettings
{
    public string? Runtime { get; init; }

    public string? StateDirectory { get; init; }

    public string? BundleDirectory { get; init; }

    public string? ImageDirectory { get; init; }

    public IReadOnlyList<string>? CdiDirectories { get; init; }

    /// <summary>Null: beside the bundle directory.</summary>
    public string? VolumeDirectory { get; init; }

    public string? CgroupParent { get; init; }

    public bool? SystemdCgroup { get; init; }

    public (uint First, uint Count)? IdPool { get; init; }

    public string? IdPoolDirectory { get; init; }

    public string? Monitor { get; init; }

    public required NodeId Node { get; init; }

    public bool Debug { get; init; }

    public bool Json { get; init; }

    /// <summary>Null: nothing is said of registries.</summary>
    public RegistrySettings? Registries { get; init; }

    /// <summary>The library's options: its defaults for what was not said.</summary>
    public YoukiRuntimeOptions ToOptions()
    {
        var defaults = new YoukiRuntimeOptions();
        var options = new YoukiRuntimeOptions
        {
            Runtime = Runtime ?? defaults.Runtime,
            StateDirectory = StateDirectory ?? defaults.StateDirectory,
            BundleDirectory = BundleDirectory ?? defaults.BundleDirectory,
            ImageDirectory = ImageDirectory ?? defaults.ImageDirectory,
            CdiDirectories = CdiDirectories,
            VolumeDirectory = VolumeDirectory,
            CgroupParent = CgroupParent ?? defaults.CgroupParent,
            SystemdCgroup = SystemdCgroup ?? defaults.SystemdCgroup,
            UserNamespaces = new IdPoolOptions { FirstId = IdPool?.First, Count = IdPool?.Count, Directory = IdPoolDirectory ?? defaults.UserNamespaces.Directory },
            Monitor = Monitor ?? defaults.Monitor,

            // It is gone in a moment: a process that stays looks after the node.
            OwnNodes = false,
        };
        Registries?.AddTo(options.Images);
        return options;
    }

    /// <summary>The same settings as arguments: another process that has none of our environment, from which the defaults come too, gets them so. Registries are left out: it fetches nothing.</summary>
    public IReadOnlyList<string> ToArguments()
    {
        var options = ToOptions();
        return
        [
            $"--runtime={options.Runtime}",
            $"--state-dir={options.StateDirectory}",
            $"--bundle-dir={options.BundleDirectory}",
            $"--image-dir={options.ImageDirectory}",
            .. options.VolumeDirectory is { } volumes ? [$"--volume-dir={volumes}"] : Array.Empty<string>(),
            $"--cgroup-parent={options.CgroupParent}",
            $"--systemd-cgroup={(options.SystemdCgroup ? "true" : "false")}",
            $"--id-pool-dir={options.UserNamespaces.Directory}",
            $"--monitor={options.Monitor}",
            $"--node={Node}",
        ];
    }
}
