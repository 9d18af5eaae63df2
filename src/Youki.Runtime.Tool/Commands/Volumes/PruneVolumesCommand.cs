using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Volumes;

/// <summary><c>volume prune</c>: removes volumes that no container uses.</summary>
internal static class PruneVolumesCommand
{
    public static Command Create(CommandRunner runner)
    {
        var all = Opt.Flag("--all", "-a", "Also those with a name of their own");
        var filters = Opt.Many("--filter", null, "label=KEY[=VALUE]", "Only those with a label; may be repeated");
        var force = Opt.Flag("--force", "-f", "Do not ask");
        var command = new ToolCommand("prune", "Remove volumes without a name of their own that no container uses.") { Examples = ["youkictl volume prune -f", "youkictl volume prune -af --filter label=test"] };
        command.AddGroup("Options", all, filters, force);
        command.SetAction((parse, _) =>
        {
            var query = VolumeQuery.Parse(parse.GetValue(filters)!);
            if (query.Names.Count > 0 || query.Filter.Driver is not null || query.Filter.Dangling is not null)
            {
                throw new UsageException("volume prune filters by label=KEY[=VALUE] only.");
            }

            var options = new PruneVolumesOptions { All = parse.GetValue(all), Labels = query.Filter.Labels };
            return runner.RunAsync(parse, (session, cancellationToken) => PruneAsync(session, options, parse.GetValue(force), cancellationToken));
        });
        return command;
    }

    private static async Task<int> PruneAsync(ToolSession session, PruneVolumesOptions options, bool isForced, CancellationToken cancellationToken)
    {
        var question = $"This removes all volumes {(options.All ? "" : "without a name of their own ")}that no container uses, and all that is in them.";
        if (!isForced && !await Consent.AskAsync(session, "youkictl volume prune", question, cancellationToken))
        {
            return ExitCodes.Failure;
        }

        var removal = await session.Volumes.PruneVolumesAsync(options, cancellationToken);
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, new VolumeResult { Removed = removal.Removed, ReclaimedBytes = removal.ReclaimedBytes }, ToolJson.Default.VolumeResult);
            return ExitCodes.Success;
        }

        foreach (var name in removal.Removed)
        {
            session.Out.WriteLine($"Deleted: {name}");
        }

        session.Out.WriteLine($"Total reclaimed space: {HumanSize.Of(removal.ReclaimedBytes)}");
        return ExitCodes.Success;
    }
}
