using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>Limits and priorities of the container's processes.</summary>
internal sealed class ProcessGroup : IContainerOptionGroup
{
    private readonly Option<string[]> _limits = Opt.Many("--ulimit", null, "NAME=SOFT[:HARD]", "A limit of each process, such as nofile=1024:2048; -1 for none; may be repeated");
    private readonly Option<int?> _oomScore = Opt.Parsed("--oom-score-adj", null, "NUMBER", "How soon it is ended when memory runs out, -1000 to 1000", ProcessText.ParseNumber);
    private readonly Option<int?> _umask = Opt.Parsed("--umask", null, "OCTAL", "Permissions that new files do not get; default 0022", ProcessText.ParseUmask);
    private readonly Option<ExecutionDomain?> _personality = Opt.Parsed("--personality", null, "NAME", "LINUX32: a 32-bit machine, for those who ask", ProcessText.ParsePersonality);

    public string Title => "Limits of processes";

    public IReadOnlyList<Option> Options => [_limits, _oomScore, _umask, _personality];

    public ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host)
    {
        Rlimit[] limits = [.. parse.GetValue(_limits)!.Select(ProcessText.ParseLimit)];
        var process = new ProcessConfig
        {
            Rlimits = limits.Length > 0 ? limits : null,
            OomScoreAdj = parse.GetValue(_oomScore),
            Umask = parse.GetValue(_umask),
            Personality = parse.GetValue(_personality),
        };
        return process == new ProcessConfig() ? config : config with { Process = process };
    }
}
