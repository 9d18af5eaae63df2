using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>What the container may use of the host.</summary>
internal sealed class LimitGroup : IContainerOptionGroup
{
    private readonly Option<double?> _cpus = Opt.Parsed("--cpus", null, "NUMBER", "Processor cores at most, such as 0.5", CpuCount.Parse);
    private readonly Option<long?> _memory = Opt.Parsed("--memory", "-m", "SIZE", "Memory at most, such as 512m or 2g", MemorySize.ParseMb);
    private readonly LimitOptions _limits = new();

    public string Title => "Limits";

    public IReadOnlyList<Option> Options => [_cpus, _memory, .. _limits.All];

    public ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host) => config with { ResourceRequests = RequestsOf(parse), Limits = _limits.Read(parse) };

    private ResourceRequests? RequestsOf(ParseResult parse) => (parse.GetValue(_cpus), parse.GetValue(_memory)) switch
    {
        (null, null) => null,
        var (cpus, memory) => new ResourceRequests { CpuCores = cpus, MemoryMb = memory },
    };
}
