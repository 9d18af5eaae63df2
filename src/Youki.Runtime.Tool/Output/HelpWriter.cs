using System.CommandLine;
using Youki.Runtime.Tool.Commands;

namespace Youki.Runtime.Tool.Output;

/// <summary>Writes the help of a command: what it is for, how it is called, its options in groups, and examples.</summary>
internal static class HelpWriter
{
    public static void Write(TextWriter output, Command command, string path)
    {
        var tool = (ToolCommand)command;
        output.WriteLine(tool.Description);
        output.WriteLine();
        output.WriteLine($"Usage: {Usage(tool, path)}");
        foreach (var group in tool.Subcommands.Where(subcommand => !subcommand.Hidden).Cast<ToolCommand>().GroupBy(subcommand => subcommand.Group))
        {
            WriteSection(output, group.Key ?? "Commands", [.. group.Select(subcommand => (subcommand.Name, subcommand.Description ?? string.Empty))]);
        }

        WriteSection(output, "Arguments", [.. tool.Arguments.Select(argument => (argument.HelpName ?? argument.Name, argument.Description ?? string.Empty))]);
        foreach (var (title, options) in tool.OptionGroups)
        {
            WriteSection(output, title, [.. options.Where(option => !option.Hidden).Select(Row)]);
        }

        WriteLines(output, "Exit status", tool.ExitStatus);
        WriteLines(output, "Examples", tool.Examples);
        WriteFooter(output, path);
    }

    private static void WriteFooter(TextWriter output, string path)
    {
        output.WriteLine();
        output.WriteLine(path == YoukiCtl.Name
            ? $"'{path} COMMAND --help' tells more of a command."
            : $"Global options, such as --debug and --format: see '{YoukiCtl.Name} --help'.");
    }

    private static string Usage(ToolCommand command, string path)
    {
        var options = command.Options.Any(option => !option.Hidden) ? " [OPTIONS]" : string.Empty;
        var operands = command.Subcommands.Count > 0
            ? " COMMAND"
            : string.Concat(command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues > 0
                ? $" {argument.HelpName}{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : string.Empty)}"
                : $" [{argument.HelpName}{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : string.Empty)}]"));
        return path + options + operands;
    }

    private static (string Left, string Right) Row(Option option)
    {
        var shortName = option.Aliases.FirstOrDefault(alias => alias.Length == 2);
        var value = option.HelpName is { } name ? $" {name}" : string.Empty;
        return ($"{(shortName is null ? "    " : $"{shortName}, ")}{option.Name}{value}", option.Description ?? string.Empty);
    }

    private static void WriteSection(TextWriter output, string title, IReadOnlyList<(string Left, string Right)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var width = rows.Max(row => row.Left.Length);
        WriteLines(output, title, [.. rows.Select(row => $"{row.Left.PadRight(width)}   {row.Right}")]);
    }

    private static void WriteLines(TextWriter output, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var line in lines)
        {
            output.WriteLine($"  {line}");
        }
    }
}
