using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>Devices of the host.</summary>
internal sealed class DeviceGroup : IContainerOptionGroup
{
    private readonly Option<string[]> _devices = Opt.Many("--device", null, "DEVICE", "A device, as /dev/sda[:/dev/xvda][:rwm], a directory of them, or a CDI name; may be repeated");
    private readonly Option<string[]> _rules = Opt.Many("--device-cgroup-rule", null, "RULE", "Devices that may be used, such as \"c 10:* rmw\"; may be repeated");
    private readonly Option<string?> _gpus = Opt.Text("--gpus", null, "GPUS", "Graphics processors, by CDI: all, a number, or device=0,1");
    private readonly Option<string[]> _rdma = Opt.Many("--rdma", null, "NAME", "An RDMA device, such as mlx5_0; may be repeated");
    private readonly Option<string[]> _networkDevices = Opt.Many("--net-device", null, "NAME[:NEW]", "A network device to move into the container; may be repeated");

    public string Title => "Devices";

    public IReadOnlyList<Option> Options => [_devices, _rules, _gpus, _rdma, _networkDevices];

    public ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host)
    {
        var devices = parse.GetValue(_devices)!.ToLookup(DeviceText.IsCdi);
        return config with
        {
            Devices = NullIfEmpty(devices[false].Select(DeviceText.ParseDevice)),
            CdiDevices = NullIfEmpty(devices[true]),
            DeviceRules = NullIfEmpty(parse.GetValue(_rules)!.Select(DeviceText.ParseRule)),
            Gpus = parse.GetValue(_gpus) is { } gpus ? DeviceText.ParseGpus(gpus) : null,
            Rdma = RdmaOf(parse.GetValue(_rdma)!, parse.GetValue(_networkDevices)!),
        };
    }

    private static RdmaRequest? RdmaOf(string[] devices, string[] networkDevices) => devices.Length == 0 && networkDevices.Length == 0 ? null : new RdmaRequest
    {
        Devices = NullIfEmpty(devices),
        NetworkDevices = networkDevices.Length == 0 ? null : networkDevices.Select(text => text.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair is [_, var name] ? name : null),
    };

    private static IReadOnlyList<T>? NullIfEmpty<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;
}
