using System.CommandLine;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary>The options of every command; what is not given is taken from the environment.</summary>
internal sealed class GlobalOptions
{
    private const string DefaultNode = "local";

    private readonly Option<string?> _runtime = Text("--runtime", "NAME|PATH", "The OCI runtime; default youki");
    private readonly Option<string?> _stateDirectory = Text("--state-dir", "DIR", "The runtime's own state");
    private readonly Option<string?> _bundleDirectory = Text("--bundle-dir", "DIR", "The containers, their logs and records");
    private readonly Option<string?> _imageDirectory = Text("--image-dir", "DIR", "The images");
    private readonly Option<string?> _volumeDirectory = Text("--volume-dir", "DIR", "The volumes; default beside the containers");
    private readonly Option<string?> _cgroupParent = Text("--cgroup-parent", "PATH", "The cgroup that containers are placed below");
    private readonly Option<string?> _idPool = Text("--id-pool", "FIRST:COUNT", "Ids that --userns auto gives away; default those of 'containers' in /etc/subuid");
    private readonly Option<string?> _idPoolDirectory = Text("--id-pool-dir", "DIR", "Where it is kept which container has which of them");
    private readonly Option<string[]> _cdiDirectories = Many("--cdi-dir", "DIR", "Specs of CDI devices, instead of /etc/cdi and /var/run/cdi; may be repeated");
    private readonly Option<string[]> _plainHttp = Many("--plain-http", "REGISTRY", "Speak plain HTTP to it; may be repeated");
    private readonly Option<string[]> _authorityFiles = Many("--ca-file", "REGISTRY=FILE", "Certificates (PEM) that its own must lead to; may be repeated");
    private readonly Option<string[]> _mirrors = Many("--mirror", "REGISTRY=URL", "Pull from there first, in the order given; may be repeated");
    private readonly Option<string[]> _credentialFiles = Many("--auth-file", "FILE", "Credentials, besides docker's and podman's; may be repeated");
    private readonly Option<string?> _monitor = Text("--monitor", "NAME|PATH", "The monitor; default conmon");
    private readonly Option<string?> _node = Text("--node", "NAME", "Whose containers; default local");
    private readonly Option<string?> _format = Text("--format", "table|json", "How results are printed; default table");
    private readonly Option<bool?> _systemdCgroup = Flag("--systemd-cgroup", "Make cgroups through systemd");
    private readonly Option<bool?> _debug = Flag("--debug", "Tell on standard error what is done and where errors come from");

    public IReadOnlyList<Option> All => [_runtime, _stateDirectory, _bundleDirectory, _imageDirectory, _volumeDirectory, _cdiDirectories, _cgroupParent, _systemdCgroup, _idPool, _idPoolDirectory, _monitor, _node, _format, _debug];

    public IReadOnlyList<Option> OfRegistries => [_plainHttp, _authorityFiles, _mirrors, _credentialFiles];

    /// <exception cref="UsageException">A value cannot be understood.</exception>
    public ToolSettings Read(ParseResult parse, ToolHost host)
    {
        return new()
        {
            Runtime = ProgramOf(_runtime),
            StateDirectory = DirectoryOf(_stateDirectory),
            BundleDirectory = DirectoryOf(_bundleDirectory),
            ImageDirectory = DirectoryOf(_imageDirectory),
            VolumeDirectory = DirectoryOf(_volumeDirectory),
            CdiDirectories = ListOf(_cdiDirectories) is { Count: > 0 } directories ? [.. directories.Select(FileOf)] : null,
            CgroupParent = TextOf(_cgroupParent),
            SystemdCgroup = FlagOf(_systemdCgroup),
            IdPool = TextOf(_idPool) is { } pool ? UserNamespaceText.ParsePool(pool) : null,
            IdPoolDirectory = DirectoryOf(_idPoolDirectory),
            Monitor = ProgramOf(_monitor),
            Node = NodeOf(TextOf(_node) ?? DefaultNode),
            Debug = FlagOf(_debug) ?? false,
            Json = IsJson(TextOf(_format)),
            Registries = RegistriesOf() is { IsEmpty: false } registries ? registries : null,
        };

        string? TextOf(Option<string?> option) => parse.GetValue(option) ?? Environment(option);
        bool? FlagOf(Option<bool?> option) => parse.GetValue(option) ?? BooleanOf(VariableOf(option), Environment(option));
        IReadOnlyList<string> ListOf(Option<string[]> option) => parse.GetValue(option) is { Length: > 0 } given
            ? given
            : Environment(option)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        string? Environment(Option option) => host.EnvironmentVariable(VariableOf(option)) is { Length: > 0 } value ? value : null;

        // Paths are made absolute: the monitor, which hands them on, works elsewhere.
        string? DirectoryOf(Option<string?> option) => TextOf(option) is { } path ? Path.GetFullPath(path, host.CurrentDirectory) : null;
        string FileOf(string path) => Path.GetFullPath(path, host.CurrentDirectory);
        RegistrySettings RegistriesOf() => new()
        {
            PlainHttp = [.. ListOf(_plainHttp).Select(RegistryText.Parse)],
            AuthorityFiles = [.. PairsOf(_authorityFiles).Select(pair => new KeyValuePair<string, string>(pair.Key, FileOf(pair.Value)))],
            Mirrors = [.. PairsOf(_mirrors)],
            CredentialFiles = [.. ListOf(_credentialFiles).Select(FileOf)],
        };
        IEnumerable<KeyValuePair<string, string>> PairsOf(Option<string[]> option) => ListOf(option).Select(text => RegistryText.ParsePair(option.Name, text));
        string? ProgramOf(Option<string?> option) => TextOf(option) is { } program && program.Contains('/') ? Path.GetFullPath(program, host.CurrentDirectory) : TextOf(option);
    }

    private static NodeId NodeOf(string text) => NodeId.TryParse(text, out var node)
        ? node
        : throw new UsageException($"'{text}' is not a name of a node: give letters, digits, '_', '.', '+' or '-'.");

    private static bool IsJson(string? format) => format switch
    {
        null or "table" => false,
        "json" => true,
        _ => throw new UsageException($"'{format}' is not a format: give table or json."),
    };

    private static bool? BooleanOf(string variable, string? text) => text switch
    {
        null => null,
        "1" or "true" => true,
        "0" or "false" => false,
        _ => throw new UsageException($"the environment variable {variable} is '{text}': give true or false."),
    };

    private static string VariableOf(Option option) => $"YOUKICTL_{option.Name[2..].Replace('-', '_').ToUpperInvariant()}";

    private static Option<string?> Text(string name, string value, string description)
    {
        var option = new Option<string?>(name) { HelpName = value, Recursive = true };
        option.Description = $"{description} [{VariableOf(option)}]";
        return option;
    }

    private static Option<string[]> Many(string name, string value, string description)
    {
        var option = new Option<string[]>(name) { HelpName = value, Recursive = true, DefaultValueFactory = _ => [] };
        option.Description = $"{description} [{VariableOf(option)}]";
        return option;
    }

    private static Option<bool?> Flag(string name, string description)
    {
        var option = new Option<bool?>(name) { Recursive = true };
        option.Description = $"{description} [{VariableOf(option)}]";
        return option;
    }
}
