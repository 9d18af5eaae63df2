using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>What is mounted into the container.</summary>
internal sealed class MountGroup : IContainerOptionGroup
{
    private readonly Option<string[]> _volumes = Opt.Many("--volume", "-v", "[SOURCE:]TARGET[:OPTIONS]", "Mount a volume by its name, or a file or directory of the host by its path; without a source, a new volume; may be repeated");
    private readonly Option<string[]> _mounts = Opt.Many("--mount", null, "KEY=VALUE,...", "Mount something, by type (bind, volume, tmpfs, empty, secret), source, target and more; may be repeated");
    private readonly Option<string[]> _memory = Opt.Many("--tmpfs", null, "TARGET[:OPTIONS]", "Mount a file system in memory, such as /run:size=64m,mode=755; may be repeated");
    private readonly Option<string[]> _secrets = Opt.Many("--secret", null, "src=FILE,...", "Have a file's content at /run/secrets/NAME or target, in memory only, by mode, uid and gid; may be repeated");
    private readonly Option<string[]> _from = Opt.Many("--volumes-from", null, "CONTAINER[:ro]", "Mount the volumes and directories of another container; may be repeated");

    public string Title => "What is mounted";

    public IReadOnlyList<Option> Options => [_volumes, _mounts, _memory, _secrets, _from];

    public ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host)
    {
        ContainerMount[] mounts =
        [
            .. config.Mounts ?? [],
            .. parse.GetValue(_volumes)!.Select(text => VolumeText.Parse(text, host.CurrentDirectory)),
            .. parse.GetValue(_mounts)!.Select(text => MountText.Parse(text, host.CurrentDirectory)),
            .. parse.GetValue(_memory)!.Select(TmpfsText.Parse),
            .. parse.GetValue(_secrets)!.Select(SecretText.ParseMount),
        ];
        return mounts.Length == 0 ? config : config with { Mounts = mounts };
    }

    /// <summary>The files whose contents are handed in, by the names of their mounts.</summary>
    /// <exception cref="UsageException">One cannot be read.</exception>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? FilesOf(ParseResult parse, ToolHost host)
    {
        var files = parse.GetValue(_secrets)!.Concat(parse.GetValue(_mounts)!.Where(MountText.IsSecret))
            .Select(text => SecretText.Read(text, host.CurrentDirectory))
            .ToList();
        return files.Count == 0 ? null : files.DistinctBy(file => file.Key).ToDictionary();
    }

    /// <summary>The containers whose mounts are taken over, as they were named.</summary>
    public IReadOnlyList<(string Container, bool? ReadOnly)> ContainersOf(ParseResult parse) => [.. parse.GetValue(_from)!.Select(ParseFrom)];

    private static (string Container, bool? ReadOnly) ParseFrom(string text) => text.Split(':') switch
    {
        [var container] => (container, null),
        [var container, "ro"] => (container, true),
        [var container, "rw"] => (container, null),
        _ => throw new UsageException($"--volumes-from '{text}': give CONTAINER, CONTAINER:ro or CONTAINER:rw."),
    };
}
