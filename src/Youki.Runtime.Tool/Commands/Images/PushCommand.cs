using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;
using Youki.Runtime.Tool.Transfers;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>push</c>: sends an image to its registry.</summary>
internal static class PushCommand
{
    public static Command Create(CommandRunner runner)
    {
        var image = ImageOpt.Reference("A name of the image, which says where it goes: REGISTRY/NAME[:TAG]");
        var platform = ImageOpt.Platform("Which of the platforms under this name; default this host's, or the only one");
        var quiet = Opt.Flag("--quiet", "-q", "Do not show how far it is");
        var command = new ToolCommand("push", "Send an image to the registry that its name begins with, and print the digest that it has there.")
        {
            Group = CommandGroups.Images,
            Examples = ["youkictl tag web registry.example/web:1 && youkictl push registry.example/web:1"],
        };
        command.Add(image);
        command.AddGroup("Options", platform, quiet);
        command.SetAction((parse, _) =>
        {
            var reference = ImageText.Parse(parse.GetRequiredValue(image), runner.Host.CurrentDirectory);
            var options = new PushOptions { Platform = parse.GetValue(platform) };
            return runner.RunAsync(parse, (session, cancellationToken) => PushAsync(session, reference, options, parse.GetValue(quiet), cancellationToken));
        });
        return command;
    }

    private static async Task<int> PushAsync(ToolSession session, ImageReference reference, PushOptions options, bool quiet, CancellationToken cancellationToken)
    {
        Digest digest;
        await using (var display = TransferDisplay.Open(session, quiet))
        {
            digest = await session.Images.PushImageAsync(reference, options with { Progress = display }, cancellationToken);
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, new PushResult { Reference = reference, Digest = digest }, ToolJson.Default.PushResult);
        }
        else
        {
            session.Out.WriteLine(digest.Value);
        }

        return ExitCodes.Success;
    }
}
