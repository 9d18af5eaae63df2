namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's long form of a mount: keys and values, separated by commas.</summary>
internal static class MountText
{
    private const string Option = "--mount";

    /// <summary>Whether it is of a file whose content is handed in.</summary>
    public static bool IsSecret(string text) => new MountFields(Option, text).Take("type") == "secret";

    /// <exception cref="UsageException">It cannot be understood.</exception>
    public static ContainerMount Parse(string text, string currentDirectory)
    {
        var fields = new MountFields(Option, text);
        var type = fields.Take("type") ?? "volume";
        ContainerMount mount = type switch
        {
            "bind" => BindOf(fields, currentDirectory),
            "volume" => VolumeOf(fields),
            "tmpfs" => TmpfsOf(fields),
            "empty" or "emptydir" => EmptyOf(fields),
            "secret" => SecretText.MountOf(fields),
            "image" => throw fields.Fault("mounting another image is not supported; make a container of it and use --volumes-from, or export it into a volume"),
            _ => throw fields.Fault($"there is no type '{type}': give bind, volume, tmpfs, empty or secret"),
        };
        fields.End(type);
        return mount;
    }

    private static string TargetOf(MountFields fields) => fields.Need("target", "dst", "destination");

    private static bool? ReadOnlyOf(MountFields fields) => fields.TakeFlag("readonly", "ro");

    private static BindMount BindOf(MountFields fields, string currentDirectory)
    {
        var mount = new BindMount
        {
            Source = Path.GetFullPath(fields.Need("source", "src"), currentDirectory),
            Target = TargetOf(fields),
            ReadOnly = ReadOnlyOf(fields),
            Propagation = fields.TakeParsed(PropagationText.Parse, "bind-propagation"),
            SubPath = fields.Take("bind-subpath"),
            NonRecursive = fields.TakeFlag("bind-nonrecursive"),
            CreateHostPath = fields.TakeFlag("bind-create-src"),
            MapIds = fields.TakeFlag("bind-map-ids"),
            AllowProtectedPaths = fields.TakeFlag("bind-allow-protected"),
        };
        return fields.Take("bind-recursive") switch
        {
            null or "enabled" or "writable" => mount,
            "disabled" => mount with { NonRecursive = true },
            "readonly" => mount with { RecursiveReadOnly = true },
            var other => throw fields.Fault($"bind-recursive is '{other}'; give enabled, disabled, writable or readonly"),
        };
    }

    private static VolumeMount VolumeOf(MountFields fields) => new()
    {
        Name = fields.Take("source", "src"),
        Target = TargetOf(fields),
        ReadOnly = ReadOnlyOf(fields),
        SubPath = fields.Take("volume-subpath"),
        NoCopy = fields.TakeFlag("volume-nocopy"),
        Driver = fields.Take("volume-driver"),
        DriverOptions = fields.TakePairs("volume-opt"),
        Labels = fields.TakePairs("volume-label"),
    };

    private static TmpfsMount TmpfsOf(MountFields fields) => new()
    {
        Target = TargetOf(fields),
        ReadOnly = ReadOnlyOf(fields),
        SizeBytes = fields.TakeParsed(ByteSize.Parse, "tmpfs-size"),
        Mode = fields.TakeParsed(MountFields.ParseMode, "tmpfs-mode"),
    };

    private static EmptyDirMount EmptyOf(MountFields fields) => new()
    {
        Target = TargetOf(fields),
        Name = fields.Take("source", "src"),
        InMemory = fields.TakeFlag("memory"),
        SizeBytes = fields.TakeParsed(ByteSize.Parse, "size"),
        Mode = fields.TakeParsed(MountFields.ParseMode, "mode"),
    };
}
