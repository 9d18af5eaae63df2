using System.CommandLine;
using System.CommandLine.Parsing;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>A command's name as it is typed, such as <c>youkictl container prune</c>.</summary>
internal static class CommandPath
{
    public static string Of(CommandResult result) => result.Parent is CommandResult parent ? $"{Of(parent)} {result.Command.Name}" : YoukiCtl.Name;

    public static string Of(IEnumerable<Command> commands) => string.Join(' ', [YoukiCtl.Name, .. commands.Skip(1).Select(command => command.Name)]);
}
