using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands;

/// <summary>The options that limit block devices.</summary>
internal sealed class IoLimitOptions
{
    private readonly Option<ushort?> _weight = Opt.Parsed("--blkio-weight", null, "NUMBER", "Weight against others where devices are busy, 10 to 1000", LimitText.ParseWeight);
    private readonly Option<string[]> _weights = Opt.Many("--blkio-weight-device", null, "DEVICE:NUMBER", "Weight at one device; may be repeated");
    private readonly Option<string[]> _readBytes = Opt.Many("--device-read-bps", null, "DEVICE:SIZE", "Bytes read from a device in a second at most; may be repeated");
    private readonly Option<string[]> _writeBytes = Opt.Many("--device-write-bps", null, "DEVICE:SIZE", "Bytes written to it");
    private readonly Option<string[]> _readOperations = Opt.Many("--device-read-iops", null, "DEVICE:NUMBER", "Reads from it");
    private readonly Option<string[]> _writeOperations = Opt.Many("--device-write-iops", null, "DEVICE:NUMBER", "Writes to it");

    public IReadOnlyList<Option> All => [_weight, _weights, _readBytes, _writeBytes, _readOperations, _writeOperations];

    public ushort? Weight(ParseResult parse) => parse.GetValue(_weight);

    /// <exception cref="UsageException">A value cannot be understood.</exception>
    public IReadOnlyList<DeviceIoLimit> Devices(ParseResult parse)
    {
        var devices = new Dictionary<string, DeviceIoLimit>();
        Add(_weights, LimitText.ParseCount, static (device, weight) => device with { Weight = (ushort)Math.Min(weight, ushort.MaxValue) });
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
