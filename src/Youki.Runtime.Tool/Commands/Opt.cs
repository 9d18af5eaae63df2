using System.CommandLine;

namespace Youki.Runtime.Tool.Commands;

/// <summary>Makes options whose values are read by the tool's own parsers.</summary>
internal static class Opt
{
    public static Option<bool> Flag(string name, string? alias, string description) => new(name, Aliases(alias)) { Description = description };

    public static Option<string?> Text(string name, string? alias, string value, string description) =>
        new(name, Aliases(alias)) { Description = description, HelpName = value };

    public static Option<string[]> Many(string name, string? alias, string value, string description) =>
        new(name, Aliases(alias)) { Description = description, HelpName = value, DefaultValueFactory = _ => [] };

    /// <summary>An option whose value is read by <paramref name="parse"/>, which throws <see cref="FormatException"/> for what it does not understand.</summary>
    public static Option<T?> Parsed<T>(string name, string? alias, string value, string description, Func<string, T> parse)
        where T : struct => new(name, Aliases(alias))
        {
            Description = description,
            HelpName = value,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Try(result, name, parse),
        };

    public static Argument<string[]> Containers() => new("containers")
    {
        HelpName = "CONTAINER",
        Description = "Name, id, or the beginning of an id",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Argument<string> Container() => new("container") { HelpName = "CONTAINER", Description = "Name, id, or the beginning of an id" };

    private static T? Try<T>(System.CommandLine.Parsing.ArgumentResult result, string name, Func<string, T> parse)
        where T : struct
    {
        try
        {
            return parse(result.Tokens[0].Value);
        }
        catch (FormatException exception)
        {
            result.AddError($"{name}: {exception.Message}");
            return null;
        }
    }

    private static string[] Aliases(string? alias) => alias is null ? [] : [alias];
}
