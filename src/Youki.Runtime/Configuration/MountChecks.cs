using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what is mounted into a container, by the text alone: targets, and what each kind of mount says.</summary>
internal static class MountChecks
{
    private const int MaxMounts = 1024;
    private const int MaxMode = 0xFFF; // 07777

    public static IEnumerable<string> Of(ContainerConfig config)
    {
        var mounts = config.Mounts ?? [];
        if (mounts.Count > MaxMounts)
        {
            yield return $"Mounts: there are {mounts.Count}; {MaxMounts} are taken.";
            yield break;
        }

        for (var i = 0; i < mounts.Count; i++)
        {
            var member = $"Mounts[{i}]";
            string[] errors = mounts[i] is null ? ["it may not be null."] : [.. TargetErrors(mounts[i]), .. KindErrors(mounts[i])];
            foreach (var error in errors)
            {
                yield return $"{member}{(error.StartsWith('.') ? "" : ": ")}{error}";
            }
        }

        foreach (var twice in mounts.Where(mount => mount?.Target is { } target && IsClean(target)).GroupBy(mount => MountTarget.Normalize(mount.Target)).Where(group => group.Count() > 1))
        {
            yield return $"Mounts: {twice.Count()} of them have the target {Quote(twice.Key)}; one thing can be at one place.";
        }

        foreach (var from in config.VolumesFrom ?? [])
        {
            if (from is null || from.ContainerId == default)
            {
                yield return "VolumesFrom: null and default name no container; use ContainerId.Parse.";
            }
        }
    }

    private static bool IsClean(string target) => Fault(target) is null && ContainerPath.IsAbsolute(target);

    private static IEnumerable<string> TargetErrors(ContainerMount mount)
    {
        if (PathFault(mount.Target) is { } fault)
        {
            yield return $".Target: {fault}.";
        }
        else if (MountTarget.Refusal(MountTarget.Normalize(mount.Target)) is { } reason)
        {
            yield return $".Target: nothing can be mounted at {Quote(mount.Target)}: {reason}.";
        }
    }

    private static IEnumerable<string> KindErrors(ContainerMount mount) => mount switch
    {
        BindMount bind => BindErrors(bind),
        VolumeMount volume => [.. VolumeErrors(volume), .. SubPathErrors(volume.SubPath)],
        TmpfsMount tmpfs => [.. ModeErrors("Mode", tmpfs.Mode), .. SizeErrors(tmpfs.SizeBytes), .. tmpfs.MaxFiles is < 1 ? [$".MaxFiles: {tmpfs.MaxFiles} is too few; give 1 at least."] : Array.Empty<string>()],
        EmptyDirMount empty => [.. ModeErrors("Mode", empty.Mode), .. SizeErrors(empty.SizeBytes), .. ReadOnlyErrors(empty), .. SharingErrors(empty)],
        FileMount file => FileErrors(file),
        _ => [$"{mount.GetType().Name} is no kind of mount."],
    };

    private static IEnumerable<string> BindErrors(BindMount bind)
    {
        if (PathFault(bind.Source) is { } fault)
        {
            yield return $".Source: {fault}.";
        }

        if (bind.Propagation is { } propagation && !Enum.IsDefined(propagation))
        {
            yield return $".Propagation: {(int)propagation} is no propagation.";
        }

        if (bind is { RecursiveReadOnly: true, Propagation: not (null or MountPropagation.Private or MountPropagation.RecursivePrivate) })
        {
            yield return ".RecursiveReadOnly: what is mounted below the source later would be writable; it goes with a private Propagation.";
        }

        if (bind is { RecursiveReadOnly: true, ReadOnly: false } or { RecursiveReadOnly: true, NonRecursive: true })
        {
            yield return ".RecursiveReadOnly: it goes neither with ReadOnly false nor with NonRecursive.";
        }

        if (bind.CreateHostPath != true && (bind.HostPathMode ?? (object?)bind.HostPathUid ?? bind.HostPathGid) is not null)
        {
            yield return ".HostPathMode: mode and owner are those of a directory that CreateHostPath makes.";
        }

        if (bind is { MapIds: true, Propagation: not (null or MountPropagation.Private or MountPropagation.RecursivePrivate) })
        {
            yield return ".MapIds: what is mounted below the source later would not be mapped; it goes with a private Propagation.";
        }

        foreach (var error in ModeErrors("HostPathMode", bind.HostPathMode).Concat(SubPathErrors(bind.SubPath)))
        {
            yield return error;
        }
    }

    private static IEnumerable<string> VolumeErrors(VolumeMount volume)
    {
        if (volume is { Anonymous: true, Name: null })
        {
            yield return ".Anonymous: it is set by the library, with the name.";
        }

        foreach (var error in VolumeChecks.Errors(volume.Name, volume.Driver, volume.DriverOptions, volume.Labels))
        {
            yield return $".{error}";
        }
    }

    private static IEnumerable<string> FileErrors(FileMount file)
    {
        if (KeyFault(file.Name) is { } fault)
        {
            yield return $".Name: {fault}.";
        }

        if (file.Digest == default(Digest))
        {
            yield return ".Digest: default names no content; use null for what is handed in.";
        }

        foreach (var error in ModeErrors("Mode", file.Mode))
        {
            yield return error;
        }
    }

    private static IEnumerable<string> SubPathErrors(string? path)
    {
        if (path is not null && (path.Length == 0 || Fault(path) is not null || ContainerPath.IsAbsolute(path) || path.Split('/').Contains("..")))
        {
            yield return $".SubPath: {Quote(path)} is not a relative path without '..'.";
        }
    }

    private static IEnumerable<string> ModeErrors(string member, UnixFileMode? mode)
    {
        if (mode is { } value && (int)value is < 0 or > MaxMode)
        {
            yield return $".{member}: {(int)value} is no mode.";
        }
    }

    private static IEnumerable<string> SizeErrors(long? size)
    {
        if (size is < 1)
        {
            yield return $".SizeBytes: {size} is too small; give 1 at least, or null for no limit of its own.";
        }
    }

    private static IEnumerable<string> ReadOnlyErrors(EmptyDirMount mount)
    {
        if (mount.ReadOnly == true)
        {
            yield return ".ReadOnly: an empty directory that nobody can write to stays empty.";
        }
    }

    private static IEnumerable<string> SharingErrors(EmptyDirMount mount)
    {
        if (mount.Name is { } name && !IdentifierRule.IsValid(name))
        {
            yield return $".Name: {Quote(name)} is not a name: {IdentifierRule.Description}.";
        }

        if (mount is { Name: not null, InMemory: true })
        {
            yield return ".InMemory: a directory that containers of a pod share is on disk.";
        }
    }

    private static string? PathFault(string? path) => Fault(path) ?? (path!.Length > 4095 ? "it is longer than 4095 characters"
        : !ContainerPath.IsAbsolute(path) ? $"{Quote(path)} is not an absolute path"
        : path.Split('/').Contains("..") ? $"{Quote(path)} holds '..'; give the path that is meant"
        : null);
}
