using System.CommandLine;
using System.CommandLine.Invocation;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Output;

/// <summary>Prints the help of the command that was asked about.</summary>
internal sealed class HelpPrinter : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        HelpWriter.Write(parseResult.InvocationConfiguration.Output, parseResult.CommandResult.Command, CommandPath.Of(parseResult.CommandResult));
        return ExitCodes.Success;
    }
}
