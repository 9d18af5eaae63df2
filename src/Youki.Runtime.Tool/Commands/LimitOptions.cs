using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands;

/// <summary>The options of limits that <c>run</c>, <c>create</c> and <c>update</c> have in common.</summary>
internal sealed class LimitOptions
{
    private readonly Option<ulong?> _shares = Opt.Parsed("--cpu-shares", null, "NUMBER", "Weight against others where processors are scarce; a core's worth is 1024", LimitText.ParseShares);
    private readonly Option<string?> _set = Opt.Text("--cpuset-cpus", null, "LIST", "Processors that may be used, such as 0-3,7");
    private readonly Option<long?> _reservation = Opt.Parsed("--memory-reservation", null, "SIZE", "Memory that is kept for it under pressure", LimitText.ParseBytes);
    private readonly Option<long?> _swap = Opt.Parsed("--memory-swap", null, "SIZE", "Memory and swap together at most, -1 for no limit; without it there is no swap", LimitText.ParseBytes);
    private readonly Option<long?> _pids = Opt.Parsed("--pids-limit", null, "NUMBER", "Processes and threads at most, -1 for no limit", LimitText.ParsePids);
    private readonly Option<string[]> _readBytes = Opt.Many("--device-read-bps", null, "DEVICE:SIZE", "Bytes read from a device in a second at most; may be repeated");
    private readonly Option<string[]> _writeBytes = Opt.Many("--device-write-bps", null, "DEVICE:SIZE", "Bytes written to it");
    private readonly Option<string[]> _readOperations = Opt.Many("--device-read-iops", null, "DEVICE:NUMBER", "Reads from it");
    private readonly Option<string[]> _writeOperations = Opt.Many("--device-write-iops", null, "DEVICE:NUMBER", "Writes to it");

    public IReadOnlyList<Option> All => [_shares, _set, _reservation, _swap, _pids, _readBytes, _writeBytes, _readOperations, _writeOperations];

    /// <summary>What the command line says; null where it says nothing.</summary>
    /// <exception cref="UsageException">A value cannot be understood.</exception>
    public ResourceLimits? Read(ParseResult parse)
    {
        var limits = new ResourceLimits
        {
            CpuShares = parse.GetValue(_shares),
            CpuSet = parse.GetValue(_set),
            MemoryReservationBytes = parse.GetValue(_reservation),
            MemorySwapBytes = parse.GetValue(_swap),
            PidsLimit = parse.GetValue(_pids),
            DeviceIo = DevicesOf(parse) is { Count: > 0 } devices ? devices : null,
        };
        return limits == new ResourceLimits() ? null : limits;
    }

    private IReadOnlyList<DeviceIoLimit> DevicesOf(ParseResult parse)
    {
        var devices = new Dictionary<string, DeviceIoLimit>();
        Add(_readBytes, LimitText.ParseRate, static (device, rate) => device with { ReadBytesPerSecond = rate });
        Add(_writeBytes, LimitText.ParseRate, static (device, rate) => device with { WriteBytesPerSecond = rate });
        Add(_readOperations, LimitText.ParseCount, static (device, rate) => device with { ReadOperationsPerSecond = rate });
        Add(_writeOperations, LimitText.ParseCount, static (device, rate) => device with { WriteOperationsPerSecond = rate });
        return [.. devices.Values];

        void Add(Option<string[]> option, Func<string, ulong> read, Func<DeviceIoLimit, ulong, DeviceIoLimit> with)
        {
            foreach (var text in parse.GetValue(option)!)
            {
                var (device, rate) = LimitText.ParseDevice(option.Name, text, read);
                devices[device] = with(devices.GetValueOrDefault(device) ?? new DeviceIoLimit { Device = device }, rate);
            }
        }
    }
}
