using Youki.Runtime.Specs;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what a container's configuration says of its user namespace.</summary>
internal static class UserNamespaceChecks
{
    // The kernel takes no more (UID_GID_MAP_MAX_EXTENTS).
    private const int MaxRanges = 340;

    // 2^32-1 is no id: in system calls it means "leave it".
    private const uint LastId = uint.MaxValue - 1;

    public static IEnumerable<string> Of(ContainerConfig config)
    {
        if (config.UserNamespace is not { } asked)
        {
            yield break;
        }

        const string name = nameof(ContainerConfig.UserNamespace);
        var mapped = asked.UidMappings is not null || asked.GidMappings is not null;
        var mode = asked.Mode ?? (mapped ? UserNamespaceMode.Explicit : UserNamespaceMode.Automatic);
        if (!Enum.IsDefined(mode))
        {
            yield return $"{name}.{nameof(asked.Mode)} '{mode}' is not known.";
        }

        if (mode != UserNamespaceMode.Explicit && mapped)
        {
            yield return $"{name}: {nameof(asked.UidMappings)} and {nameof(asked.GidMappings)} go with mode {UserNamespaceMode.Explicit}, not with {mode}.";
        }

        if (mode == UserNamespaceMode.Explicit && !mapped)
        {
            yield return $"{name}: mode {mode} needs {nameof(asked.UidMappings)} or {nameof(asked.GidMappings)}.";
        }

        if (mode != UserNamespaceMode.Automatic && asked.Size is not null)
        {
            yield return $"{name}.{nameof(asked.Size)} goes with mode {UserNamespaceMode.Automatic}, not with {mode}.";
        }

        if (asked.Size == 0)
        {
            yield return $"{name}.{nameof(asked.Size)} must be at least 1.";
        }

        foreach (var error in Of($"{name}.{nameof(asked.UidMappings)}", asked.UidMappings).Concat(Of($"{name}.{nameof(asked.GidMappings)}", asked.GidMappings)))
        {
            yield return error;
        }
    }

    private static IEnumerable<string> Of(string name, IReadOnlyList<LinuxIdMapping>? ranges)
    {
        if (ranges is null)
        {
            yield break;
        }

        if (ranges.Count is 0 or > MaxRanges)
        {
            yield return $"{name} must hold 1 to {MaxRanges} ranges, and not {ranges.Count}.";
            yield break;
        }

        var bad = ranges.SelectMany((range, index) => Of($"{name}[{index}]", range)).ToList();
        foreach (var error in bad)
        {
            yield return error;
        }

        if (bad.Count > 0)
        {
            yield break;
        }

        if (!ranges.Any(range => range.ContainerId == 0))
        {
            yield return $"{name} does not map the container's id 0, as which the runtime makes the container.";
        }

        foreach (var (side, first) in new (string, Func<LinuxIdMapping, uint>)[] { ("in the container", range => range.ContainerId!.Value), ("on the host", range => range.HostId!.Value) })
        {
            foreach (var (one, next) in Overlaps(ranges, first))
            {
                yield return $"{name}: the ranges of {first(one)} and {first(next)} {side} overlap.";
            }
        }
    }

    private static IEnumerable<string> Of(string name, LinuxIdMapping? range)
    {
        if (range is not { ContainerId: { } inside, HostId: { } outside, Size: { } size and > 0 })
        {
            yield return $"{name} must have the first id in the container, the first id on the host, and a size of at least 1.";
            yield break;
        }

        if (size - 1 > LastId - inside || size - 1 > LastId - outside)
        {
            yield return $"{name} goes beyond the last id, {LastId}.";
        }

        if (outside == 0)
        {
            yield return $"{name} maps the host's id 0: root in the container would be root of the host. Leave the user namespace out, if that is meant.";
        }

        if (range.UnknownMembers is { Count: > 0 } unknown)
        {
            yield return $"{name} has the unknown member '{unknown.Keys.First()}'.";
        }
    }

    private static IEnumerable<(LinuxIdMapping One, LinuxIdMapping Next)> Overlaps(IReadOnlyList<LinuxIdMapping> ranges, Func<LinuxIdMapping, uint> first)
    {
        var sorted = ranges.OrderBy(first).ToList();
        return sorted.Zip(sorted.Skip(1)).Where(pair => first(pair.Second) - first(pair.First) < pair.First.Size);
    }
}
