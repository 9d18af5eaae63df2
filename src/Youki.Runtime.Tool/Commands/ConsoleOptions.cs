using System.CommandLine;

namespace Youki.Runtime.Tool.Commands;

/// <summary>Options of the commands that connect the person to a container.</summary>
internal static class ConsoleOptions
{
    public static Option<string?> DetachKeys() =>
        Opt.Text("--detach-keys", null, "KEYS", "What to type at a terminal to leave the container running; default ctrl-p,ctrl-q; empty for none");

    /// <exception cref="UsageException">The text names no keys.</exception>
    public static IReadOnlyList<byte> Read(ParseResult parse, Option<string?> option)
    {
        try
        {
            return parse.GetValue(option) is { } text ? Parsing.DetachKeys.Parse(text) : Parsing.DetachKeys.Usual;
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{option.Name}: {exception.Message}", Parsing.CommandPath.Of(parse.CommandResult));
        }
    }
}
