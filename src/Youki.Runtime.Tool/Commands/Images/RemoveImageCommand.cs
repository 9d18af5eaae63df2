using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>rmi</c>: removes images.</summary>
internal static class RemoveImageCommand
{
    public static Command Create(CommandRunner runner, string name = "rmi")
    {
        var images = ImageOpt.Images();
        var force = Opt.Flag("--force", "-f", "Also where containers use it or an id has several names, and do not mind those that are gone");
        var command = new ToolCommand(name, "Remove names of images, and images with their last name.")
        {
            Group = CommandGroups.Images,
            Examples = ["youkictl rmi alpine:3", "youkictl rmi $(youkictl images -q --filter dangling=true)"],
        };
        command.Add(images);
        command.AddGroup("Options", force);
        command.SetAction((parse, _) =>
        {
            IReadOnlyList<string> named = [.. parse.GetValue(images)!.Select(image => ImageText.ParseAny(image, runner.Host.CurrentDirectory)).Distinct()];
            var options = new RemoveImageOptions { Force = parse.GetValue(force) };
            return runner.RunAsync(parse, (session, cancellationToken) => RemoveAsync(session, named, options, cancellationToken));
        });
        return command;
    }

    // One after the other: the second name of an image finds what the removal of the first has left.
    private static async Task<int> RemoveAsync(ToolSession session, IReadOnlyList<string> images, RemoveImageOptions options, CancellationToken cancellationToken)
    {
        var results = new List<RemovalResult>();
        foreach (var image in images)
        {
            var result = await TryRemoveAsync(session, image, options, cancellationToken);
            results.Add(result);
            RemovalText.Write(session, result);
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, results, ToolJson.Default.IReadOnlyListRemovalResult);
        }

        return results.Exists(result => result.Error is not null) ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static async Task<RemovalResult> TryRemoveAsync(ToolSession session, string image, RemoveImageOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return RemovalResult.Of(await session.Images.RemoveImageAsync(image, options, cancellationToken)) with { Reference = image };
        }
        catch (ImageNotFoundException) when (options.Force)
        {
            return new() { Reference = image };
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
        {
            return new() { Reference = image, Error = ErrorLine.TextOf(exception) };
        }
    }
}
