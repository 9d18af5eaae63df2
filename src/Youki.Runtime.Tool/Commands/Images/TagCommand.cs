using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>tag</c>: gives an image one more name.</summary>
internal static class TagCommand
{
    public static Command Create(CommandRunner runner)
    {
        var source = ImageOpt.Image();
        var target = new Argument<string>("target") { HelpName = "TARGET", Description = "The new name: [REGISTRY/]NAME[:TAG]" };
        var command = new ToolCommand("tag", "Give an image one more name, which another image loses where it has it.")
        {
            Group = CommandGroups.Images,
            Examples = ["youkictl tag alpine:3 registry.example/base:1 && youkictl push registry.example/base:1"],
        };
        command.Add(source);
        command.Add(target);
        command.SetAction((parse, _) =>
        {
            var image = ImageText.ParseAny(parse.GetRequiredValue(source), runner.Host.CurrentDirectory);
            var reference = ImageText.Parse(parse.GetRequiredValue(target), runner.Host.CurrentDirectory);
            if (reference.Transport != ImageTransport.Registry || reference.Digest is not null)
            {
                throw new UsageException($"'{reference}' is not a name to give: [REGISTRY/]NAME[:TAG].", "youkictl tag");
            }

            return runner.RunAsync(parse, async (session, cancellationToken) =>
            {
                await session.Images.TagImageAsync(image, reference, cancellationToken);
                return ExitCodes.Success;
            });
        });
        return command;
    }
}
