using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;
using Youki.Runtime.Tool.Transfers;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>image verify</c>: checks images against their digests, and mends what is damaged.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandRunner runner)
    {
        var image = new Argument<string?>("image") { HelpName = "IMAGE", Description = "Only this one; default all", Arity = ArgumentArity.ZeroOrOne };
        var noRepair = Opt.Flag("--no-repair", null, "Only tell what is damaged");
        var quiet = Opt.Flag("--quiet", "-q", "Do not show how far it is");
        var command = new ToolCommand("verify", "Check every blob and file of images, and mend what is damaged: unpack or fetch it again.")
        {
            ExitStatus = ["0 where nothing is damaged, or all of it was mended; else 1"],
            Examples = ["youkictl image verify", "youkictl image verify --no-repair web"],
        };
        command.Add(image);
        command.AddGroup("Options", noRepair, quiet);
        command.SetAction((parse, _) =>
        {
            var named = parse.GetValue(image) is { } text ? ImageText.ParseAny(text, runner.Host.CurrentDirectory) : null;
            var options = new VerifyImageOptions { Repair = !parse.GetValue(noRepair) };
            return runner.RunAsync(parse, (session, cancellationToken) => VerifyAsync(session, named, options, parse.GetValue(quiet), cancellationToken));
        });
        return command;
    }

    private static async Task<int> VerifyAsync(ToolSession session, string? image, VerifyImageOptions options, bool quiet, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImageVerification> results;
        await using (var display = TransferDisplay.Open(session, quiet))
        {
            results = await session.Images.VerifyImagesAsync(image, options with { Progress = display }, cancellationToken);
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, results, ToolJson.Default.IReadOnlyListImageVerification);
        }

        foreach (var result in session.Settings.Json ? [] : results)
        {
            Tell(session, result);
        }

        return results.All(result => result.Problems.Count == 0 || result.Repaired) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static void Tell(ToolSession session, ImageVerification result)
    {
        var name = ImageTable.NameOf(result.Image);
        session.Out.WriteLine($"{name}: {(result.Problems.Count == 0 ? "whole" : result.Repaired ? "was damaged, and is mended" : "damaged")}");
        foreach (var problem in result.Problems)
        {
            session.Out.WriteLine($"  {TerminalText.Clean(problem)}");
        }
    }
}
