using System.CommandLine;
using Youki.Runtime.Tool.Commands.Images;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands;

/// <summary>The options that say what a container is, for <c>run</c> and <c>create</c>.</summary>
internal sealed class ContainerOptions
{
    private readonly Argument<string> _image = new("image") { HelpName = "IMAGE", Description = "A name such as alpine:3, an id, or dir:DIRECTORY, a root file system on this host" };
    private readonly Argument<string[]> _command = new("command") { HelpName = "CMD", Description = "Arguments of the image's entrypoint, instead of its own; where it has none, what to run", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string?> _name = Opt.Text("--name", null, "NAME", "A name that no other container has");
    private readonly Option<string[]> _labels = Opt.Many("--label", "-l", "KEY[=VALUE]", "A mark to filter by; may be repeated");
    private readonly Option<string?> _idFile = Opt.Text("--cidfile", null, "FILE", "Write the container's id to this new file");
    private readonly Option<PullPolicy?> _pull = ImageOpt.Policy("--pull", "When the image is fetched: missing (the default), always, never");
    private readonly Option<ImagePlatform?> _platform = ImageOpt.Platform("For which platform the image is; default this host's");
    private readonly Option<bool> _quiet = Opt.Flag("--quiet", "-q", "Do not show how far the fetching is");
    private readonly Option<bool> _readOnly = Opt.Flag("--read-only", null, "Nothing may be written to the image's files");
    private readonly Option<string?> _entrypoint = Opt.Text("--entrypoint", null, "PROGRAM", "Run this instead of the image's entrypoint; CMD are its arguments");
    private readonly Option<string[]> _environment = Opt.Many("--env", "-e", "NAME[=VALUE]", "Set a variable, or pass the host's on; may be repeated");
    private readonly Option<string[]> _environmentFiles = Opt.Many("--env-file", null, "FILE", "Set the variables of a file's lines; may be repeated");
    private readonly Option<string?> _workingDirectory = Opt.Text("--workdir", "-w", "DIR", "The directory in the container to start in");
    private readonly Option<string?> _user = Opt.Text("--user", "-u", "USER[:GROUP]", "Who the command runs as, by names or numbers");
    private readonly Option<string?> _hostname = Opt.Text("--hostname", null, "NAME", "The host name in the container");
    private readonly Option<bool> _interactive = Opt.Flag("--interactive", "-i", "Keep standard input open; a foreground run passes its own on");
    private readonly Option<bool> _terminal = Opt.Flag("--tty", "-t", "Give the process a terminal; with -i, a foreground run types at it");
    private readonly Option<double?> _cpus = Opt.Parsed("--cpus", null, "NUMBER", "Processor cores at most, such as 0.5", CpuCount.Parse);
    private readonly Option<long?> _memory = Opt.Parsed("--memory", "-m", "SIZE", "Memory at most, such as 512m or 2g", MemorySize.ParseMb);
    private readonly LimitOptions _limits = new();
    private readonly Option<string[]> _log = Opt.Many("--log-opt", null, "KEY=VALUE", "How its log is kept, by max-size, max-file, max-age, compress, retention, when-full; may be repeated");
    private readonly Option<Signal?> _stopSignal = Opt.Parsed("--stop-signal", null, "SIGNAL", "The signal that asks it to end; default TERM", text => Signal.Parse(text));
    private readonly Option<TimeSpan?> _stopTimeout = Opt.Parsed("--stop-timeout", null, "TIME", "How long 'stop' waits before it kills, such as 10 or 1m", Duration.Parse);

    public void AddTo(ToolCommand command, params IReadOnlyList<Option> own)
    {
        command.Add(_image);
        command.Add(_command);
        command.AddGroup("Options", [.. own, _name, _labels, _idFile]);
        command.AddGroup("The image", _pull, _platform, _quiet, _readOnly);
        command.AddGroup("The process", _entrypoint, _environment, _environmentFiles, _workingDirectory, _user, _hostname, _interactive, _terminal);
        command.AddGroup("Limits", [_cpus, _memory, .. _limits.All]);
        command.AddGroup("Output", _log);
        command.AddGroup("Ending", _stopSignal, _stopTimeout);
    }

    /// <exception cref="UsageException">A value cannot be understood.</exception>
    public CreateRequest Read(ParseResult parse, ToolHost host)
    {
        var (command, args) = CommandLineOf(parse);
        return new()
        {
            Pull = PullOf(parse),
            Quiet = parse.GetValue(_quiet),
            IdFile = parse.GetValue(_idFile) is { } path ? Path.GetFullPath(path, host.CurrentDirectory) : null,
            Config = new ContainerConfig
            {
                Image = ImageText.ParseAny(parse.GetRequiredValue(_image), host.CurrentDirectory),
                Command = command,
                Args = args,
                Name = parse.GetValue(_name),
                Labels = Map(parse.GetValue(_labels)!.Select(LabelText.Parse)),
                EnvVars = Map(EnvironmentOf(parse, host)),
                WorkingDirectory = parse.GetValue(_workingDirectory),
                User = parse.GetValue(_user),
                ReadOnlyRootfs = parse.GetValue(_readOnly) ? true : null,
                Hostname = parse.GetValue(_hostname),
                OpenStdin = parse.GetValue(_interactive) ? true : null,
                Terminal = parse.GetValue(_terminal) ? true : null,
                ResourceRequests = LimitsOf(parse),
                Limits = _limits.Read(parse),
                Log = LogText.Parse(parse.GetValue(_log)!),
                StopSignal = parse.GetValue(_stopSignal),
                StopTimeout = parse.GetValue(_stopTimeout),
            },
        };
    }

    private PullOptions PullOf(ParseResult parse)
    {
        var platform = parse.GetValue(_platform);
        return platform is not null && ImageText.IsDirectory(parse.GetRequiredValue(_image))
            ? throw new UsageException("a directory has no platform: leave --platform out.")
            : new PullOptions { Policy = parse.GetValue(_pull) ?? PullPolicy.IfNotPresent, Platform = platform };
    }

    // A directory has no entrypoint, and an empty one drops the image's: then CMD is the whole command line.
    private (IReadOnlyList<string>? Command, IReadOnlyList<string>? Args) CommandLineOf(ParseResult parse)
    {
        var given = parse.GetValue(_command) is { Length: > 0 } words ? words : null;
        return parse.GetValue(_entrypoint) switch
        {
            null when !ImageText.IsDirectory(parse.GetRequiredValue(_image)) => (null, given),
            null => (given ?? throw new UsageException("a directory says nothing of what to run: give a CMD after it."), null),
            "" => (given ?? throw new UsageException("an empty --entrypoint needs a CMD to run."), null),
            var entrypoint => ([entrypoint], given),
        };
    }

    private IEnumerable<KeyValuePair<string, string>> EnvironmentOf(ParseResult parse, ToolHost host) =>
    [
        .. parse.GetValue(_environmentFiles)!.SelectMany(file => EnvironmentFile.Read(Path.GetFullPath(file, host.CurrentDirectory), host.EnvironmentVariable)),
        .. parse.GetValue(_environment)!.Select(text => EnvironmentVariable.Read(text, host.EnvironmentVariable)).OfType<KeyValuePair<string, string>>(),
    ];

    private ResourceRequests? LimitsOf(ParseResult parse) => (parse.GetValue(_cpus), parse.GetValue(_memory)) switch
    {
        (null, null) => null,
        var (cpus, memory) => new ResourceRequests { CpuCores = cpus, MemoryMb = memory },
    };

    private static Dictionary<string, string>? Map(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var map = new Dictionary<string, string>();
        foreach (var (key, value) in pairs)
        {
            map[key] = value;
        }

        return map.Count == 0 ? null : map;
    }
}
