using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>What the container may use of the host.</summary>
internal sealed class LimitGroup : IContainerOptionGroup
{
    private readonly Option<double?> _cpus = Opt.Parsed("--cpus", null, "NUMBER", "Processor cores at most, such as 0.5", CpuCount.Parse);
    private readonly Option<long?> _memory = Opt.Parsed("--memory", "-m", "SIZE", "Memory at most, such as 512m or 2g", MemorySize.ParseMb);
    private readonly Option<string[]> _storage = Opt.Many("--storage-opt", null, "size=SIZE", "Disk at most for what it writes to its root file system, such as size=1g");
    private readonly LimitOptions _limits = new();
    private readonly IReadOnlyList<Option> _refused = [.. RefusedLimits.Create()];

    public string Title => "Limits";

    public IReadOnlyList<Option> Options => [_cpus, _memory, _storage, .. _limits.All, .. _refused];

    public ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host) => config with { ResourceRequests = RequestsOf(parse), Limits = _limits.Read(parse) };

    private ResourceRequests? RequestsOf(ParseResult parse)
    {
        var requests = new ResourceRequests { CpuCores = parse.GetValue(_cpus), MemoryMb = parse.GetValue(_memory), DiskMb = DiskOf(parse) };
        return requests.CpuCores is not null && _limits.HasQuota(parse)
            ? throw new UsageException("--cpus and --cpu-quota say the same in two ways: give one of them.")
            : requests == new ResourceRequests() ? null : requests;
    }

    private long? DiskOf(ParseResult parse)
    {
        const string Size = "size=";
        long? found = null;
        foreach (var text in parse.GetValue(_storage)!)
        {
            try
            {
                found = text.StartsWith(Size, StringComparison.Ordinal)
                    ? (ByteSize.Parse(text[Size.Length..]) + 1_048_575) / 1_048_576
                    : throw new FormatException($"'{text}' is not known: only size=SIZE is, such as size=1g.");
            }
            catch (FormatException exception)
            {
                throw new UsageException($"{_storage.Name}: {exception.Message}");
            }
        }

        return found;
    }
}
