using Youki.Runtime.Devices.Cdi;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices;

/// <summary>
/// Finds the devices that a container asks for, by path, by CDI and for RDMA, and keeps what it found. Nothing is taken of the host, but what is found is true
/// for one run only: at the next, a device may have another number, and its CDI spec may be another.
/// </summary>
internal sealed class DeviceProvider(CdiCatalog catalog) : IHostResourceProvider
{
    public const string ResourceKind = "devices";

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Run;

    public IReadOnlyList<string> DependsOn => [];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        var config = inputs.Config;
        var names = CdiRequests.Of(config);
        if (names.Count == 0 && config is { Devices: null or { Count: 0 }, DeviceRules: null or { Count: 0 }, Rdma: null, Gpus: null } && config.Privileged != true)
        {
            return null;
        }

        // Files are read, and this is no thread of ours to block.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return new HostResource { Data = Find(config, names).ToData() };
        }
        catch (DeviceException exception)
        {
            throw new DeviceException(exception.Device, exception.Failure, exception.Message, exception) { Available = exception.Available, ContainerId = inputs.ContainerId };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException(ResourceKind, $"The devices of container {inputs.ContainerId} could not be found: {exception.Message}", exception) { ContainerId = inputs.ContainerId };
        }
    }

    public ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private DeviceSet Find(ContainerConfig config, IReadOnlyList<string> names)
    {
        var builder = new DeviceSetBuilder();
        if (config.Privileged == true)
        {
            foreach (var node in HostDevices.All())
            {
                builder.Add(node, "the host's devices");
            }

            builder.AddRule(new LinuxDeviceRule { Allow = true, Access = "rwm" });
        }

        foreach (var request in config.Devices ?? [])
        {
            foreach (var node in HostDevices.Find(request).Where(node => !DefaultDevices.Has(node.Path)))
            {
                builder.Add(node, $"the device '{request.Path}'");
            }
        }

        foreach (var rule in config.DeviceRules ?? [])
        {
            builder.AddRule(RuleOf(rule));
        }

        catalog.Add(builder, names, config.Gpus);
        if (config.Rdma is { } rdma)
        {
            RdmaDevices.Add(builder, rdma);
        }

        return builder.Build();
    }

    private static LinuxDeviceRule RuleOf(DeviceRule rule) => new()
    {
        Allow = true,
        Type = rule.Type switch { DeviceType.Block => "b", DeviceType.Character => "c", _ => "a" },
        Major = rule.Major,
        Minor = rule.Minor,
        Access = rule.Access ?? "rwm",
    };
}
