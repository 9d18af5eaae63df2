using Youki.Runtime.Specs;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Has the runtime mount what the configuration says, from where <see cref="MountsProvider"/> holds it.</summary>
internal sealed class MountsContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        if (inputs.Config.Mounts is not { Count: > 0 } mounts)
        {
            return null;
        }

        var data = inputs.Resources[MountsProvider.ResourceKind];
        return new()
        {
            Mounts = [.. mounts.Select((mount, number) => MountOf(mount, number, data, inputs))],
            Linux = RootPropagationOf(mounts, inputs.Host.Runtime.Flavor) is { } propagation ? new() { RootfsPropagation = propagation } : null,
        };
    }

    private static Mount MountOf(ContainerMount mount, int number, IReadOnlyDictionary<string, string> data, SpecInputs inputs)
    {
        var (destination, source) = (MountData.DestinationOf(data, number), MountData.SourceOf(data, number));
        if (source is null)
        {
            return new() { Destination = destination, Type = "tmpfs", Source = "tmpfs", Options = MountOptions.OfTmpfs((TmpfsMount)mount) };
        }

        var isHeld = MountTarget.IsBelow(source, VolumesLayout.PinsOf(inputs.BundlePath));
        return new() { Destination = destination, Type = "bind", Source = source, Options = MountOptions.OfBind(mount, isHeld && inputs.IdMappings is not null) };
    }

    // The runtime cuts the container's mounts off the host's unless the root propagates. youki knows only the short words, and takes them recursively.
    private static string? RootPropagationOf(IReadOnlyList<ContainerMount> mounts, string flavor)
    {
        var recursively = flavor == "youki" ? "" : "r";
        var wanted = mounts.OfType<BindMount>().Select(bind => bind.Propagation).ToList();
        return wanted.Any(propagation => propagation is MountPropagation.Shared or MountPropagation.RecursiveShared) ? $"{recursively}shared"
            : wanted.Any(propagation => propagation is MountPropagation.Slave or MountPropagation.RecursiveSlave) ? $"{recursively}slave"
            : null;
    }
}
