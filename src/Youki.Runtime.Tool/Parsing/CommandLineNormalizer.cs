using System.CommandLine;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>
/// Rewrites a command line as docker takes it into one that can be read in one way only: commands, then each option as <c>--name=value</c>, then <c>--</c>, then the rest.
/// So bundles (<c>-di</c>), attached values (<c>-eA=B</c>), values that look like options and options that belong to the container's command all mean what they mean for docker.
/// </summary>
internal sealed class CommandLineNormalizer
{
    private readonly List<Command> _commands;
    private readonly List<(Option Option, string? Value)> _options = [];
    private readonly List<string> _operands = [];
    private readonly Queue<string> _rest;

    private CommandLineNormalizer(Command root, IEnumerable<string> args)
    {
        _commands = [root];
        _rest = new Queue<string>(args);
    }

    private string Path => CommandPath.Of(_commands);

    public static IReadOnlyList<string> Normalize(Command root, IReadOnlyList<string> args)
    {
        var normalizer = new CommandLineNormalizer(root, args);
        normalizer.ReadAll();
        return [.. normalizer._commands.Skip(1).Select(command => command.Name), .. normalizer.OptionTokens(), "--", .. normalizer._operands];
    }

    private void ReadAll()
    {
        while (_rest.TryDequeue(out var token))
        {
            switch (token)
            {
                case "--":
                    TakeRest();
                    break;
                case ['-', '-', ..]:
                    ReadLong(token);
                    break;
                case ['-', _, ..]:
                    ReadShort(token);
                    break;
                default:
                    ReadWord(token);
                    break;
            }
        }

        OperandCheck.Check(_commands[^1], Path, _operands, _options.Exists(given => given.Option.Name == "--help"));
    }

    private void ReadWord(string token)
    {
        var current = _commands[^1];
        if (current.Subcommands.FirstOrDefault(command => command.Name == token || command.Aliases.Contains(token)) is { } next)
        {
            _commands.Add(next);
            return;
        }

        if (current.Subcommands.Count > 0)
        {
            throw new UsageException($"there is no command '{token}'.", Path);
        }

        _operands.Add(token);
        if (current is Commands.ToolCommand { OptionsFirst: true })
        {
            TakeRest();
        }
    }

    private void TakeRest()
    {
        _operands.AddRange(_rest);
        _rest.Clear();
    }

    private void ReadLong(string token)
    {
        var parts = token.Split('=', 2);
        var option = Find(parts[0]) ?? throw new UsageException($"there is no option '{parts[0]}'.", Path);
        var attached = parts.Length == 2 ? parts[1] : null;
        _options.Add((option, IsFlag(option) ? FlagValue(parts[0], attached) : attached ?? NextValue(parts[0])));
    }

    private void ReadShort(string token)
    {
        for (var i = 1; i < token.Length; i++)
        {
            var name = $"-{token[i]}";
            var option = Find(name) ?? throw new UsageException(
                token.Length == 2 ? $"there is no option '{name}'." : $"there is no option '{name}' (in '{token}').", Path);
            var attached = token[(i + 1)..];
            if (IsFlag(option) && !attached.StartsWith('='))
            {
                _options.Add((option, null));
                continue;
            }

            var value = attached.Length == 0 ? NextValue(name) : attached.StartsWith('=') ? attached[1..] : attached;
            _options.Add((option, IsFlag(option) ? FlagValue(name, value) : value));
            return;
        }
    }

    private string? FlagValue(string name, string? value) => value switch
    {
        null or "true" or "1" => null,
        "false" or "0" => "false",
        _ => throw new UsageException($"option '{name}' is true or false, not '{value}'.", Path),
    };

    private string NextValue(string name) => _rest.TryDequeue(out var value) ? value : throw new UsageException($"option '{name}' needs a value.", Path);

    private Option? Find(string name) => _commands
        .SelectMany((command, depth) => command.Options.Where(option => option.Recursive || depth == _commands.Count - 1))
        .FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    // Of an option that is given once, the last one counts.
    private IEnumerable<string> OptionTokens() => _options
        .Where((given, index) => given.Option.Arity.MaximumNumberOfValues > 1 || _options.FindLastIndex(other => other.Option == given.Option) == index)
        .SelectMany(given => given.Value switch
        {
            null => [given.Option.Name],
            "" => new[] { given.Option.Name, string.Empty },
            var value => [$"{given.Option.Name}={value}"],
        });

    private static bool IsFlag(Option option) => option.ValueType == typeof(bool) || option.ValueType == typeof(bool?) || option.Arity.MaximumNumberOfValues == 0;
}
