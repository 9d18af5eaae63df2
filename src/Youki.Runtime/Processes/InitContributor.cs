using Youki.Runtime.Specs;

namespace Youki.Runtime.Processes;

/// <summary>Puts the small init before the program, in <c>/dev</c>, which is the container's own and writable also where its root is not.</summary>
internal sealed class InitContributor : ISpecContributor
{
    public const string Path = "/dev/init";

    public SpecStage Stage => SpecStage.Host;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        if (inputs.Resources.GetValueOrDefault(InitProvider.ResourceKind)?.GetValueOrDefault(InitProvider.PathKey) is not { } source)
        {
            return null;
        }

        var program = ProcessContributor.ArgsOf(inputs.Config) ?? (inputs.ImageConfig is { } image ? ImageProgram.ArgumentsOf(inputs.Config, image) : null) ?? [];
        return new RuntimeSpec
        {
            // A pod's own one runs no program: its arguments are for itself.
            Process = new OciProcess { Args = inputs.Pod?.InitContainerId == inputs.ContainerId ? [Path, .. program] : [Path, "--", .. program] },
            Mounts = [new Mount { Destination = Path, Type = "bind", Source = source, Options = ["bind", "ro", "nosuid", "nodev", "rprivate"] }],
        };
    }
}
