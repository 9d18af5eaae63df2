using System.CommandLine;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Says in words which operand a command lacks, or has too many of.</summary>
internal static class OperandCheck
{
    public static void Check(Command command, string path, List<string> operands, bool asksForHelp)
    {
        if (asksForHelp || command.Subcommands.Count > 0)
        {
            return;
        }

        var least = command.Arguments.Sum(argument => argument.Arity.MinimumNumberOfValues);
        if (operands.Count < least)
        {
            throw new UsageException($"'{path}' needs {command.Arguments[operands.Count].HelpName}.", path);
        }

        var most = command.Arguments.Sum(argument => (long)argument.Arity.MaximumNumberOfValues);
        if (operands.Count > most)
        {
            throw new UsageException(most == 0 ? $"'{path}' takes no arguments, not '{operands[0]}'." : $"'{path}' does not take '{operands[(int)most]}'.", path);
        }
    }
}
