using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Storage;

/// <summary><c>system prune</c>: removes containers that have ended, and images that are not needed.</summary>
internal static class SystemPruneCommand
{
    public static Command Create(CommandRunner runner)
    {
        var all = Opt.Flag("--all", "-a", "Also images with a name, where no container uses them");
        var volumes = Opt.Flag("--volumes", null, "Also volumes without a name of their own that no container uses");
        var force = Opt.Flag("--force", "-f", "Do not ask");
        var command = new ToolCommand("prune", "Remove containers that have ended, images without a name, and what belongs to no image.")
        {
            Examples = ["youkictl system prune", "youkictl system prune -af"],
        };
        command.AddGroup("Options", all, volumes, force);
        command.SetAction((parse, _) => runner.RunAsync(
            parse, (session, cancellationToken) => PruneAsync(session, parse.GetValue(all), parse.GetValue(volumes), parse.GetValue(force), cancellationToken)));
        return command;
    }

    private static async Task<int> PruneAsync(ToolSession session, bool all, bool volumes, bool force, CancellationToken cancellationToken)
    {
        if (!force)
        {
            var plan = session.Host.InputIsTerminal ? await PrunePlan.TextOfAsync(session, all, cancellationToken) : string.Empty;
            if (!await Consent.AskAsync(session, "youkictl system prune", plan, cancellationToken))
            {
                return ExitCodes.Failure;
            }
        }

        var (removed, failed) = await RemoveContainersAsync(session, cancellationToken);
        if (volumes)
        {
            foreach (var name in (await session.Volumes.PruneVolumesAsync(cancellationToken: cancellationToken)).Removed.Where(_ => !session.Settings.Json))
            {
                session.Out.WriteLine($"Removed volume: {name}");
            }
        }

        var result = RemovalResult.Of(await session.Images.PruneImagesAsync(new PruneImagesOptions { All = all }, cancellationToken)) with { Containers = removed };
        RemovalText.Write(session, result);
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, result, ToolJson.Default.RemovalResult);
        }
        else
        {
            session.Out.WriteLine($"Total reclaimed space of images: {HumanSize.Of(result.ReclaimedBytes ?? 0)}");
        }

        return failed ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static async Task<(IReadOnlyList<string> Removed, bool Failed)> RemoveContainersAsync(ToolSession session, CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        var failed = false;
        var ended = await session.Containers.ListContainersAsync(session.Settings.Node, new ContainerFilter { States = [ContainerState.Stopped] }, cancellationToken);
        foreach (var status in ended)
        {
            try
            {
                await session.Containers.RemoveContainerAsync(status.Id, cancellationToken: cancellationToken);
                removed.Add(status.Id.Value);
            }
            catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
            {
                session.Warn(ErrorLine.TextOf(exception));
                failed = true;
            }
        }

        return (removed, failed);
    }
}
