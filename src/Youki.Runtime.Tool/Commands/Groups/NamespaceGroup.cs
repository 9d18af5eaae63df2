using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>What the container shares with the host or with others, and what goes with what it has of its own.</summary>
internal sealed class NamespaceGroup : IContainerOptionGroup
{
    private const string Value = "MODE";
    private const string Modes = "private, host, container:CONTAINER or ns:PATH";

    private readonly Option<NamespaceMode?> _network = Opt.Parsed("--network", "--net", Value, "Its network: none (the default, a loopback only), host, container:CONTAINER or ns:PATH", NamespaceText.ParseNetwork);
    private readonly Option<NamespaceMode?> _pid = Opt.Parsed("--pid", null, Value, $"Which processes it sees: {Modes}", NamespaceText.Parse);
    private readonly Option<NamespaceMode?> _ipc = Opt.Parsed("--ipc", null, Value, $"Its shared memory and message queues: {Modes}", NamespaceText.Parse);
    private readonly Option<NamespaceMode?> _uts = Opt.Parsed("--uts", null, Value, $"Its host name: {Modes}", NamespaceText.Parse);
    private readonly Option<NamespaceMode?> _cgroup = Opt.Parsed("--cgroupns", null, Value, $"Its view of cgroups: {Modes}", NamespaceText.Parse);
    private readonly Option<string?> _hostname = Opt.Text("--hostname", null, "NAME", "The host name in the container");
    private readonly Option<string?> _domainname = Opt.Text("--domainname", null, "NAME", "The NIS domain name in the container");
    private readonly Option<string[]> _sysctls = Opt.Many("--sysctl", null, "NAME=VALUE", "Set a parameter of the kernel, such as net.core.somaxconn=1024; may be repeated");
    private readonly Option<long?> _shm = Opt.Parsed("--shm-size", null, "SIZE", "Size of /dev/shm, such as 256m; default 64m", ByteSize.Parse);
    private readonly Option<bool> _init = Opt.Flag("--init", null, "Run a small init first, which passes signals on and reaps what nobody waits for");

    public string Title => "Namespaces";

    public IReadOnlyList<Option> Options => [_network, _pid, _ipc, _uts, _cgroup, _hostname, _domainname, _sysctls, _shm, _init];

    public ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host) => config with
    {
        Namespaces = NamespacesOf(parse),
        Hostname = parse.GetValue(_hostname),
        Domainname = parse.GetValue(_domainname),
        Sysctls = parse.GetValue(_sysctls) is { Length: > 0 } sysctls ? NamespaceText.ParseSysctls(sysctls) : null,
        ShmSizeBytes = parse.GetValue(_shm),
        Init = parse.GetValue(_init) ? true : null,
    };

    private NamespaceConfig? NamespacesOf(ParseResult parse)
    {
        var namespaces = new NamespaceConfig
        {
            Network = parse.GetValue(_network),
            Pid = parse.GetValue(_pid),
            Ipc = parse.GetValue(_ipc),
            Uts = parse.GetValue(_uts),
            Cgroup = parse.GetValue(_cgroup),
        };
        return namespaces == new NamespaceConfig() ? null : namespaces;
    }
}
