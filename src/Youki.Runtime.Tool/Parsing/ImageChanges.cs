namespace Youki.Runtime.Tool.Parsing;

/// <summary>Docker's <c>--change</c>: instructions of a Dockerfile that change an image's configuration. Source: docker/buildx documentation, "Dockerfile reference".</summary>
internal sealed class ImageChanges
{
    public static readonly IReadOnlyList<string> Instructions = ["CMD", "ENTRYPOINT", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"];

    private readonly List<(string Instruction, string Value)> _changes;

    private ImageChanges(List<(string Instruction, string Value)> changes) => _changes = changes;

    public bool IsEmpty => _changes.Count == 0;

    /// <exception cref="UsageException">A change is none.</exception>
    public static ImageChanges Parse(IReadOnlyList<string> texts)
    {
        var changes = new ImageChanges([.. texts.Select(Split)]);

        // What is wrong with a value is said before anything is done.
        _ = changes.ApplyTo(new ImageConfig());
        return changes;
    }

    /// <summary>The configuration after the changes.</summary>
    public ImageConfig ApplyTo(ImageConfig config)
    {
        var result = _changes.Aggregate(config, (changed, change) => Apply(changed, change.Instruction, change.Value));

        // As docker: another entrypoint makes nothing of the old one's arguments.
        var dropsCmd = _changes.Exists(change => change.Instruction == "ENTRYPOINT") && !_changes.Exists(change => change.Instruction == "CMD");
        return dropsCmd ? result with { Cmd = [] } : result;
    }

    private static ImageConfig Apply(ImageConfig config, string instruction, string value) => instruction switch
    {
        "CMD" => config with { Cmd = InstructionValue.CommandLine(value) },
        "ENTRYPOINT" => config with { Entrypoint = InstructionValue.CommandLine(value) },
        "ENV" => config with { Env = WithVariables(config.Env ?? [], InstructionValue.Pairs(instruction, value)) },
        "EXPOSE" => config with { ExposedPorts = Union(config.ExposedPorts, InstructionValue.Words(value).Select(InstructionValue.Port)) },
        "LABEL" => config with { Labels = WithLabels(config.Labels, InstructionValue.Pairs(instruction, value)) },
        "STOPSIGNAL" => config with { StopSignal = InstructionValue.SignalOf(value) },
        "USER" => config with { User = value },
        "VOLUME" => config with { Volumes = Union(config.Volumes, InstructionValue.List(value)) },
        _ => config with { WorkingDir = Path.GetFullPath(InstructionValue.Unquoted(value), config.WorkingDir is ['/', ..] directory ? directory : "/") },
    };

    private static (string Instruction, string Value) Split(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.IndexOfAny([' ', '\t', '=']);
        var (instruction, value) = end < 0 ? (trimmed, string.Empty) : (trimmed[..end], trimmed[(end + 1)..].Trim());
        instruction = instruction.ToUpperInvariant();
        return Instructions.Contains(instruction) && value.Length > 0
            ? (instruction, value)
            : throw new UsageException($"'{text}' is not a change: give INSTRUCTION VALUE, INSTRUCTION being one of {string.Join(", ", Instructions)}.");
    }

    private static List<string> WithVariables(IReadOnlyList<string> variables, IEnumerable<KeyValuePair<string, string>> added)
    {
        var result = variables.ToList();
        foreach (var (name, value) in added)
        {
            var index = result.FindIndex(variable => variable.Split('=', 2)[0] == name);
            if (index < 0)
            {
                result.Add($"{name}={value}");
            }
            else
            {
                result[index] = $"{name}={value}";
            }
        }

        return result;
    }

    private static Dictionary<string, string> WithLabels(IReadOnlyDictionary<string, string>? labels, IEnumerable<KeyValuePair<string, string>> added)
    {
        var result = new Dictionary<string, string>(labels ?? new Dictionary<string, string>());
        foreach (var (key, value) in added)
        {
            result[key] = value;
        }

        return result;
    }

    private static List<string> Union(IReadOnlyList<string>? before, IEnumerable<string> added) => [.. (before ?? []).Union(added)];
}
