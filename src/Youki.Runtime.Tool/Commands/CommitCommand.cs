using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>commit</c>: makes an image of a container.</summary>
internal static class CommitCommand
{
    public static Command Create(CommandRunner runner)
    {
        var container = Opt.Container();
        var image = new Argument<string?>("image") { HelpName = "IMAGE", Description = "The new image's name: [REGISTRY/]NAME[:TAG]; default none, only its id", Arity = ArgumentArity.ZeroOrOne };
        var author = Opt.Text("--author", "-a", "TEXT", "Who made it");
        var message = Opt.Text("--message", "-m", "TEXT", "A remark for its history");
        var changes = Opt.Many("--change", "-c", "INSTRUCTION", $"Change what it says of processes: {string.Join(", ", ImageChanges.Instructions)}; may be repeated");
        var pause = new Option<bool?>("--pause", "-p") { Description = "Pause the container meanwhile; default true" };
        var command = new ToolCommand("commit", "Make an image of a container: its image, and a layer with what it has changed. Prints the image's id.")
        {
            Group = CommandGroups.Images,
            Examples =
            [
                "youkictl commit -m 'with our tools' work tools:1",
                """youkictl commit -c 'CMD ["/bin/server"]' -c 'ENV PORT=80' web web:2""",
            ],
        };
        command.Add(container);
        command.Add(image);
        command.AddGroup("Options", author, message, changes, pause);
        command.SetAction((parse, _) =>
        {
            var options = new CommitOptions
            {
                Reference = parse.GetValue(image) is { } name ? ImageText.Parse(name, runner.Host.CurrentDirectory) : null,
                Author = parse.GetValue(author),
                Message = parse.GetValue(message),
                Pause = parse.GetValue(pause) ?? true,
            };
            var changed = ImageChanges.Parse(parse.GetValue(changes)!);
            return runner.RunAsync(parse, (session, cancellationToken) => CommitAsync(session, parse.GetRequiredValue(container), options, changed, cancellationToken));
        });
        return command;
    }

    private static async Task<int> CommitAsync(ToolSession session, string reference, CommitOptions options, ImageChanges changes, CancellationToken cancellationToken)
    {
        var status = await session.Finder.FindAsync(reference, cancellationToken);
        if (!changes.IsEmpty)
        {
            options = options with { Changes = changes.ApplyTo(await ConfigOfAsync(session, status.Id, cancellationToken)) };
        }

        var image = await session.Images.CommitContainerAsync(status.Id, options, cancellationToken);
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, image, ToolJson.Default.ImageInfo);
        }
        else
        {
            session.Out.WriteLine(image.Id.Value);
        }

        return ExitCodes.Success;
    }

    // Variables, labels and the like are added to what the image has.
    private static async Task<ImageConfig> ConfigOfAsync(ToolSession session, ContainerId id, CancellationToken cancellationToken)
    {
        var details = await session.Containers.InspectContainerAsync(id, cancellationToken);
        return details.Image is { } image ? (await session.Images.InspectImageAsync(image.Id.Value, cancellationToken)).Config : new ImageConfig();
    }
}
