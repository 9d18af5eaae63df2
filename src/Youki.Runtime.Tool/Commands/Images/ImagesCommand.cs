using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>images</c>: lists the images of the store.</summary>
internal static class ImagesCommand
{
    public static Command Create(CommandRunner runner, string name = "images")
    {
        var repository = new Argument<string?>("repository") { HelpName = "NAME", Description = "Only images of this name, such as alpine or alpine:3*", Arity = ArgumentArity.ZeroOrOne };
        var all = Opt.Flag("--all", "-a", "Taken for docker's sake: no image is hidden");
        var quiet = Opt.Flag("--quiet", "-q", "Only ids");
        var digests = Opt.Flag("--digests", null, "Show the digests of manifests");
        var whole = Opt.Flag("--no-trunc", null, "Whole ids");
        var filters = Opt.Many("--filter", "-f", "KEY=VALUE", "Only some, by reference, label or dangling=true|false; may be repeated");
        var command = new ToolCommand(name, "List the images of the store, the newest first.")
        {
            Group = CommandGroups.Images,
            Examples =
            [
                "youkictl images alpine",
                "youkictl images -q --filter dangling=true                  images without a name",
                "youkictl images --format json | jq '.[] | .references[]'",
            ],
        };
        command.Add(repository);
        command.AddGroup("Options", all, filters, digests, whole, quiet);
        command.SetAction((parse, _) =>
        {
            string[] named = parse.GetValue(repository) is { } pattern ? [$"reference={pattern}"] : [];
            var query = ImageQuery.Parse([.. parse.GetValue(filters)!, .. named]);
            var view = new ImageTableView { Quiet = parse.GetValue(quiet), Digests = parse.GetValue(digests), Whole = parse.GetValue(whole) };
            return runner.RunAsync(parse, (session, cancellationToken) => ListAsync(session, query, view, cancellationToken));
        });
        return command;
    }

    private static async Task<int> ListAsync(ToolSession session, ImageQuery query, ImageTableView view, CancellationToken cancellationToken)
    {
        var images = query.Select(await session.Images.ListImagesAsync(query.Filter, cancellationToken));
        if (session.Settings.Json && view.Quiet)
        {
            JsonOutput.Write(session.Out, [.. images.Select(image => image.Id.Value)], ToolJson.Default.IReadOnlyListString);
        }
        else if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, images, ToolJson.Default.IReadOnlyListImageInfo);
        }
        else
        {
            ImageTable.Write(session, images, view);
        }

        return ExitCodes.Success;
    }
}
