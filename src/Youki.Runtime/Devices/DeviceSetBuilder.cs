using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices;

/// <summary>Puts together what several devices bring with them. What two of them say differently is a conflict, and both are named.</summary>
internal sealed class DeviceSetBuilder
{
    private readonly Dictionary<string, (DeviceNode Value, string Owner)> _nodes = [];
    private readonly Dictionary<string, (string Value, string Owner)> _env = [];
    private readonly Dictionary<string, (Mount Value, string Owner)> _mounts = [];
    private readonly Dictionary<string, (string Value, string Owner)> _networkDevices = [];
    private readonly Dictionary<string, List<Hook>> _hooks = [];
    private readonly List<LinuxDeviceRule> _rules = [];
    private readonly List<uint> _gids = [];
    private readonly Dictionary<string, LinuxRdma> _rdma = [];
    private (LinuxIntelRdt Value, string Owner)? _intelRdt;

    public void Add(DeviceNode node, string owner)
    {
        if (_nodes.TryGetValue(node.Path, out var former))
        {
            if ((former.Value.Type, former.Value.Major, former.Value.Minor) != (node.Type, node.Major, node.Minor))
            {
                throw Conflict(node.Path, former.Owner, owner, $"the path '{node.Path}' in the container");
            }

            // The same device twice: what either may do.
            node = node with { Permissions = string.Concat(former.Value.Permissions.Union(node.Permissions)) };
        }

        _nodes[node.Path] = (node, owner);
    }

    public void AddRule(LinuxDeviceRule rule) => _rules.Add(rule);

    public void AddEnv(string entry, string owner)
    {
        var name = entry.Split('=', 2)[0];
        Put(_env, name, entry, owner, $"the environment variable {name}");
    }

    public void Add(Mount mount, string owner)
    {
        var place = mount.Destination!.Length > 1 ? mount.Destination.TrimEnd('/') : mount.Destination;
        if (_mounts.TryGetValue(place, out var former) && !(former.Value.Source == mount.Source && former.Value.Type == mount.Type && (former.Value.Options ?? []).SequenceEqual(mount.Options ?? [])))
        {
            throw Conflict(place, former.Owner, owner, $"the mount at '{place}'");
        }

        _mounts[place] = (mount, owner);
    }

    public void AddHook(string moment, Hook hook)
    {
        var hooks = _hooks.TryGetValue(moment, out var known) ? known : _hooks[moment] = [];
        if (!hooks.Exists(other => IsSame(other, hook)))
        {
            hooks.Add(hook);
        }
    }

    public void AddGroup(uint gid)
    {
        if (!_gids.Contains(gid))
        {
            _gids.Add(gid);
        }
    }

    public void Add(LinuxIntelRdt rdt, string owner)
    {
        if (_intelRdt is { } former && !(former.Value with { Schemata = null }).Equals(rdt with { Schemata = null }))
        {
            throw Conflict("intelRdt", former.Owner, owner, "the class of cache and memory bandwidth");
        }

        _intelRdt = (rdt, owner);
    }

    public void AddNetworkDevice(string name, string inside, string owner) => Put(_networkDevices, name, inside, owner, $"the network device {name}");

    public void AddRdma(string device, LinuxRdma limits) => _rdma[device] = limits;

    public DeviceSet Build() => new()
    {
        Nodes = [.. _nodes.Values.Select(node => node.Value)],
        Rules = _rules,
        Env = [.. _env.Values.Select(entry => entry.Value)],
        Mounts = [.. _mounts.Values.Select(mount => mount.Value)],
        Hooks = _hooks.Count == 0 ? null : new Hooks
        {
            Prestart = HooksOf("prestart"),
            CreateRuntime = HooksOf("createRuntime"),
            CreateContainer = HooksOf("createContainer"),
            StartContainer = HooksOf("startContainer"),
            Poststart = HooksOf("poststart"),
            Poststop = HooksOf("poststop"),
        },
        AdditionalGids = _gids,
        IntelRdt = _intelRdt?.Value,
        NetworkDevices = _networkDevices.ToDictionary(device => device.Key, device => device.Value.Value),
        Rdma = _rdma,
    };

    private static void Put(Dictionary<string, (string Value, string Owner)> known, string key, string value, string owner, string what)
    {
        if (known.TryGetValue(key, out var former) && former.Value != value)
        {
            throw Conflict(key, former.Owner, owner, what);
        }

        known[key] = (value, owner);
    }

    private static bool IsSame(Hook one, Hook other) =>
        one.Path == other.Path && one.Timeout == other.Timeout && (one.Args ?? []).SequenceEqual(other.Args ?? []) && (one.Env ?? []).SequenceEqual(other.Env ?? []);

    private static DeviceException Conflict(string device, string first, string second, string what) =>
        new(device, DeviceFailure.Conflict, $"{first} and {second} contradict each other: they want different things of {what}. Leave one of them out.");

    private List<Hook>? HooksOf(string moment) => _hooks.GetValueOrDefault(moment);
}
