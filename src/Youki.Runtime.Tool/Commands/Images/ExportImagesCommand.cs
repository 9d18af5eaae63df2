using System.CommandLine;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>image export</c> and docker's <c>save</c>: write images to an archive.</summary>
internal static class ExportImagesCommand
{
    public static Command Create(CommandRunner runner) => Create(runner, "export", ArchiveFormat.Oci);

    /// <summary>The same, called as docker calls it, and for docker.</summary>
    public static Command CreateSave(CommandRunner runner) => Create(runner, "save", ArchiveFormat.Docker);

    private static ToolCommand Create(CommandRunner runner, string name, ArchiveFormat usual)
    {
        var images = ImageOpt.Images();
        var output = Opt.Text("--output", "-o", "FILE", "Where it goes; default standard output");
        var format = Opt.Parsed("--format", null, "oci|docker", $"The kind of archive; default {(usual == ArchiveFormat.Oci ? "oci" : "docker")}", ParseFormat);
        var command = new ToolCommand(name, "Write images to one archive.")
        {
            Group = name == "save" ? CommandGroups.Images : null,
            Examples =
            [
                $"youkictl {(name == "save" ? name : "image export")} -o images.tar alpine:3 web:1",
                $"youkictl {(name == "save" ? name : "image export")} --format docker web:1 | ssh other docker load",
            ],
        };
        command.Add(images);
        command.AddGroup("Options", output, format);
        command.SetAction((parse, _) =>
        {
            IReadOnlyList<string> named = [.. parse.GetValue(images)!.Select(image => ImageText.ParseAny(image, runner.Host.CurrentDirectory)).Distinct()];
            return runner.RunAsync(parse, async (session, cancellationToken) =>
            {
                await ArchiveOutput.WriteAsync(
                    session.Host, parse.GetValue(output), stream => session.Images.ExportImagesAsync(named, stream, parse.GetValue(format) ?? usual, cancellationToken));
                return ExitCodes.Success;
            });
        });
        return command;
    }

    private static ArchiveFormat ParseFormat(string text) => text switch
    {
        "oci" or "oci-archive" => ArchiveFormat.Oci,
        "docker" or "docker-archive" => ArchiveFormat.Docker,
        _ => throw new FormatException($"'{text}' is not a kind of archive: give oci or docker."),
    };
}
