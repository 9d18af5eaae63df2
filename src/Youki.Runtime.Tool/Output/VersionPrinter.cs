using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Youki.Runtime.Tool.Output;

/// <summary>Prints the tool's version.</summary>
internal sealed class VersionPrinter : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionPrinter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        parseResult.InvocationConfiguration.Output.WriteLine($"{YoukiCtl.Name} {version.Split('+')[0]}");
        return ExitCodes.Success;
    }
}
