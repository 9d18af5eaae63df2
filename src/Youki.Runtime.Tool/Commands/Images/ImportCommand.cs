using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;
using Youki.Runtime.Tool.Transfers;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>image import</c> and docker's <c>load</c>: read the images of an archive into the store.</summary>
internal static class ImportCommand
{
    private const string StandardInput = "-";
    private const string What = "Read all images of an archive, OCI or Docker, into the store.";

    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "The archive; - reads standard input" };
        var quiet = Opt.Flag("--quiet", "-q", "Do not show how far it is");
        var command = new ToolCommand("import", What) { Examples = ["youkictl image import web.tar"] };
        command.Add(file);
        command.AddGroup("Options", quiet);
        command.SetAction((parse, _) => runner.RunAsync(
            parse, (session, cancellationToken) => ImportAsync(session, parse.GetRequiredValue(file), parse.GetValue(quiet), cancellationToken)));
        return command;
    }

    /// <summary>The same, called as docker calls it.</summary>
    public static Command CreateLoad(CommandRunner runner)
    {
        var file = Opt.Text("--input", "-i", "FILE", "The archive; default standard input");
        var quiet = Opt.Flag("--quiet", "-q", "Do not show how far it is");
        var command = new ToolCommand("load", What)
        {
            Group = CommandGroups.Images,
            Examples = ["youkictl load -i web.tar", "docker save web:1 | youkictl load"],
        };
        command.AddGroup("Options", file, quiet);
        command.SetAction((parse, _) => runner.RunAsync(
            parse, (session, cancellationToken) => ImportAsync(session, parse.GetValue(file) ?? StandardInput, parse.GetValue(quiet), cancellationToken)));
        return command;
    }

    private static async Task<int> ImportAsync(ToolSession session, string file, bool quiet, CancellationToken cancellationToken)
    {
        using var spool = file == StandardInput ? await InputSpool.OfAsync(session.Host, cancellationToken) : null;
        var path = spool?.Path ?? Path.GetFullPath(file, session.Host.CurrentDirectory);
        IReadOnlyList<ImageInfo> images;
        await using (var display = TransferDisplay.Open(session, quiet))
        {
            images = await session.Images.ImportImagesAsync(path, display, cancellationToken);
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, images, ToolJson.Default.IReadOnlyListImageInfo);
        }

        foreach (var image in session.Settings.Json ? [] : images)
        {
            session.Out.WriteLine(image.References.Count == 0 ? $"Loaded image ID: {image.Id}" : $"Loaded image: {ImageTable.NamesOf(image)}");
        }

        return ExitCodes.Success;
    }
}
