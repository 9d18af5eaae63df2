using System.CommandLine;
using System.CommandLine.Invocation;
using Youki.Runtime.Tool.Commands;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool;

/// <summary>The tool, from its arguments to its exit code.</summary>
internal static class YoukiCtl
{
    public const string Name = "youkictl";

    public static async Task<int> RunAsync(ToolHost host, IReadOnlyList<string> args)
    {
        var root = CommandTree.Create(host);
        try
        {
            var parse = Parse(root, args);
            return await parse.InvokeAsync(Configuration(host));
        }
        catch (UsageException exception)
        {
            var hint = exception.CommandPath is { } path ? $" See '{path} --help'." : string.Empty;
            ErrorLine.Write(host, $"{exception.Message}{hint}");
            return ExitCodes.Usage;
        }
        catch (BrokenPipeException)
        {
            // Of help and versions; commands have their own.
            return ExitCodes.Success;
        }
        catch (IOException exception)
        {
            ErrorLine.Write(host, exception.Message);
            return ExitCodes.Failure;
        }
    }

    private static ParseResult Parse(Command root, IReadOnlyList<string> args)
    {
        // Response files and bundles are off: the normalizer has resolved all that docker's command line knows.
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        var parse = root.Parse(CommandLineNormalizer.Normalize(root, HelpAsOption(args)), parser);
        return parse.Action is ParseErrorAction
            ? throw new UsageException(parse.Errors[0].Message, CommandPath.Of(parse.CommandResult))
            : parse;
    }

    // As docker: 'help run' is 'run --help'.
    private static IReadOnlyList<string> HelpAsOption(IReadOnlyList<string> args) => args is ["help", ..] ? [.. args.Skip(1), "--help"] : args;

    // Signals are the session's business: 'run' passes them on.
    private static InvocationConfiguration Configuration(ToolHost host) => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
        Output = TextOutput.Open(host.Output),
        Error = TextOutput.Open(host.Error),
    };
}
