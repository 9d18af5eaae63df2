using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands;

/// <summary>The options of limits that <c>run</c>, <c>create</c> and <c>update</c> have in common.</summary>
internal sealed class LimitOptions
{
    private readonly Option<ulong?> _shares = Opt.Parsed("--cpu-shares", null, "NUMBER", "Weight against others where processors are scarce; a core's worth is 1024", LimitText.ParseShares);
    private readonly Option<long?> _quota = Opt.Parsed("--cpu-quota", null, "MICROSECONDS", "Run time in each period, instead of --cpus; -1 for no limit", LimitText.ParseQuota);
    private readonly Option<ulong?> _period = Opt.Parsed("--cpu-period", null, "MICROSECONDS", "Length of a period; default 100000", LimitText.ParseCount);
    private readonly Option<ulong?> _burst = Opt.Parsed("--cpu-burst", null, "MICROSECONDS", "Unused run time that may be saved up", LimitText.ParseCount);
    private readonly Option<string?> _idle = Opt.Text("--cpu-idle", null, "true|false", "Run only where a processor would be idle");
    private readonly Option<string?> _set = Opt.Text("--cpuset-cpus", null, "LIST", "Processors that may be used, such as 0-3,7");
    private readonly Option<string?> _nodes = Opt.Text("--cpuset-mems", null, "LIST", "Memory nodes that may be used, such as 0");
    private readonly Option<long?> _reservation = Opt.Parsed("--memory-reservation", null, "SIZE", "Memory that is kept for it under pressure", LimitText.ParseBytes);
    private readonly Option<long?> _swap = Opt.Parsed("--memory-swap", null, "SIZE", "Memory and swap together at most, -1 for no limit; without it there is no swap", LimitText.ParseBytes);
    private readonly Option<long?> _high = Opt.Parsed("--memory-high", null, "SIZE", "Slow it down above this much memory; cgroup v2", LimitText.ParseBytes);
    private readonly Option<string?> _oomGroup = Opt.Text("--oom-group", null, "true|false", "Kill all its processes together when memory runs out; cgroup v2");
    private readonly Option<long?> _pids = Opt.Parsed("--pids-limit", null, "NUMBER", "Processes and threads at most, -1 for no limit", LimitText.ParsePids);
    private readonly Option<string[]> _hugePages = Opt.Many("--hugepages", null, "SIZE=SIZE", "Huge pages of a size at most, such as 2MB=64m; may be repeated");
    private readonly Option<string[]> _rdma = Opt.Many("--rdma-limit", null, "DEVICE:HANDLES[:OBJECTS]", "RDMA through a device at most, such as rxe0:4:max; may be repeated");
    private readonly Option<string[]> _unified = Opt.Many("--cgroup-conf", null, "FILE=VALUE", "Write to a file of the cgroup, such as memory.min=16777216; cgroup v2; may be repeated");
    private readonly IoLimitOptions _io = new();

    public IReadOnlyList<Option> All =>
        [_shares, _quota, _period, _burst, _idle, _set, _nodes, _reservation, _swap, _high, _oomGroup, _pids, .. _io.All, _hugePages, _rdma, _unified];

    /// <summary>Whether the command line says how long it may run in a period.</summary>
    public bool HasQuota(ParseResult parse) => parse.GetValue(_quota) is not null;

    /// <summary>What the command line says; null where it says nothing.</summary>
    /// <exception cref="UsageException">A value cannot be understood.</exception>
    public ResourceLimits? Read(ParseResult parse)
    {
        var limits = new ResourceLimits
        {
            CpuShares = parse.GetValue(_shares),
            CpuQuota = parse.GetValue(_quota),
            CpuPeriod = parse.GetValue(_period),
            CpuBurst = parse.GetValue(_burst),
            CpuIdle = YesOrNo(parse, _idle),
            CpuSet = parse.GetValue(_set),
            MemoryNodes = parse.GetValue(_nodes),
            MemoryReservationBytes = parse.GetValue(_reservation),
            MemorySwapBytes = parse.GetValue(_swap),
            MemoryHighBytes = parse.GetValue(_high),
            OomGroup = YesOrNo(parse, _oomGroup),
            PidsLimit = parse.GetValue(_pids),
            IoWeight = _io.Weight(parse),
            DeviceIo = _io.Devices(parse) is { Count: > 0 } devices ? devices : null,
            HugePages = Map(parse, _hugePages, '=', LimitText.ParseBytes),
            Rdma = Map(parse, _rdma, ':', LimitText.ParseRdma),
            Unified = Map(parse, _unified, '=', text => text),
        };
        return limits == new ResourceLimits() ? null : limits;
    }

    private static bool? YesOrNo(ParseResult parse, Option<string?> option) => parse.GetValue(option) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw new UsageException($"{option.Name}: '{text}' is neither true nor false."),
    };

    private static Dictionary<string, T>? Map<T>(ParseResult parse, Option<string[]> option, char separator, Func<string, T> read)
    {
        var map = new Dictionary<string, T>();
        foreach (var text in parse.GetValue(option)!)
        {
            var end = text.IndexOf(separator, StringComparison.Ordinal);
            try
            {
                map[end > 0 ? text[..end] : throw new FormatException($"'{text}' is not {option.HelpName}.")] = read(text[(end + 1)..]);
            }
            catch (FormatException exception)
            {
                throw new UsageException($"{option.Name}: {exception.Message}");
            }
        }

        return map.Count == 0 ? null : map;
    }
}
