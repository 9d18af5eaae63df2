using Youki.Runtime.Execution;

namespace Youki.Runtime.Processes;

/// <summary>Finds the small init for containers that ask for one.</summary>
internal sealed class InitProvider(Func<string> initPath) : IHostResourceProvider
{
    public const string ResourceKind = "init";

    public const string PathKey = "path";

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Run;

    public IReadOnlyList<string> DependsOn => [];

    public ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.Config.Init != true)
        {
            return ValueTask.FromResult<HostResource?>(null);
        }

        if (!NamespaceModes.IsOwn(inputs, NamespaceModes.Pid))
        {
            throw new FeatureNotSupportedException("ContainerConfig.Init", $"Pod {inputs.Pod?.Id} shares its pid namespace, and has an init for all of its containers. Leave it out.") { ContainerId = inputs.ContainerId };
        }

        var name = initPath();
        var path = ProgramFinder.Find(name);
        var fault = path is null ? "it is nowhere on PATH" : ProgramFinder.WhyNot(path);
        return fault is null
            ? ValueTask.FromResult<HostResource?>(new HostResource { Data = new Dictionary<string, string> { [PathKey] = path! } })
            : throw new FeatureNotSupportedException(
                "ContainerConfig.Init", $"'{name}' cannot be used: {fault}. Install catatonit, or another init that is linked statically and takes '--' and a program, and name it with YoukiRuntimeOptions.InitPath.")
            { ContainerId = inputs.ContainerId };
    }

    public ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
