using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;
using Youki.Runtime.Tool.Transfers;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>pull</c>: brings an image into the store.</summary>
internal static class PullCommand
{
    public static Command Create(CommandRunner runner)
    {
        var image = ImageOpt.Reference("What to fetch: [REGISTRY/]NAME[:TAG][@DIGEST], or oci:DIR, oci-archive:FILE, docker-archive:FILE");
        var policy = ImageOpt.Policy("--policy", "When: always (the default), missing, never");
        var platform = ImageOpt.Platform("For which platform; default this host's");
        var quiet = Opt.Flag("--quiet", "-q", "Do not show how far it is");
        var command = new ToolCommand("pull", "Fetch an image, check and unpack it, and print its id.")
        {
            Group = CommandGroups.Images,
            Examples =
            [
                "youkictl pull docker.io/library/alpine:3",
                "youkictl pull --platform linux/arm64 registry.example/web@sha256:...",
                "youkictl pull --plain-http 10.0.0.1:5000 10.0.0.1:5000/web:1   a registry without TLS",
                "youkictl pull docker-archive:web.tar",
            ],
        };
        command.Add(image);
        command.AddGroup("Options", policy, platform, quiet);
        command.SetAction((parse, _) =>
        {
            var reference = ImageText.Parse(parse.GetRequiredValue(image), runner.Host.CurrentDirectory);
            var options = new PullOptions { Policy = parse.GetValue(policy) ?? PullPolicy.Always, Platform = parse.GetValue(platform) };
            return runner.RunAsync(parse, (session, cancellationToken) => PullAsync(session, reference, options, parse.GetValue(quiet), cancellationToken));
        });
        return command;
    }

    private static async Task<int> PullAsync(ToolSession session, ImageReference reference, PullOptions options, bool quiet, CancellationToken cancellationToken)
    {
        ImageInfo image;
        await using (var display = TransferDisplay.Open(session, quiet))
        {
            image = await session.Images.PullImageAsync(reference, options with { Progress = display }, cancellationToken);
        }

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
}
