using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>image inspect</c>: prints all that is known of images.</summary>
internal static class InspectImageCommand
{
    public static Command Create(CommandRunner runner)
    {
        var images = ImageOpt.Images();
        var command = new ToolCommand("inspect", "Print all that is known of images, as a JSON array.")
        {
            Examples = ["youkictl image inspect alpine:3 | jq '.[0].config.cmd'", "youkictl image inspect web | jq '.[0].containers'   which containers use it"],
        };
        command.Add(images);
        command.SetAction((parse, _) =>
        {
            IReadOnlyList<string> named = [.. parse.GetValue(images)!.Select(image => ImageText.ParseAny(image, runner.Host.CurrentDirectory))];
            return runner.RunAsync(parse, (session, cancellationToken) => InspectAsync(session, named, cancellationToken));
        });
        return command;
    }

    // As docker: those that are there are printed even if others are not.
    private static async Task<int> InspectAsync(ToolSession session, IReadOnlyList<string> images, CancellationToken cancellationToken)
    {
        var all = new List<ImageDetails>();
        var exitCode = ExitCodes.Success;
        foreach (var image in images)
        {
            try
            {
                all.Add(await session.Images.InspectImageAsync(image, cancellationToken));
            }
            catch (YoukiException exception)
            {
                session.Warn(ErrorLine.TextOf(exception));
                exitCode = ExitCodes.Failure;
            }
        }

        JsonOutput.Write(session.Out, all, ToolJson.Default.IReadOnlyListImageDetails);
        return exitCode;
    }
}
