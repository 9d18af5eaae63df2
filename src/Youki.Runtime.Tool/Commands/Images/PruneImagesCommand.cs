using System.CommandLine;
using System.Globalization;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>image prune</c>: takes away images that are not needed.</summary>
internal static class PruneImagesCommand
{
    private const string Path = "youkictl image prune";

    public static Command Create(CommandRunner runner)
    {
        var all = Opt.Flag("--all", "-a", "Also images with a name, where no container uses them");
        var olderThan = Opt.Parsed("--older-than", null, "TIME", "Only what was not used for so long, such as 12h or 30d", Duration.Parse);
        var targetSize = Opt.Parsed("--target-size", null, "SIZE", "Go on, the longest unused first, named or not, until the store has at most so much, such as 20g", ByteSize.Parse);
        var targetDisk = Opt.Parsed("--target-disk", null, "PERCENT", "Go on in the same way until the disk is used to at most so much, such as 80", ParsePercent);
        var force = Opt.Flag("--force", "-f", "Do not ask");
        var command = new ToolCommand("prune", "Remove images without a name, and what belongs to no image. What containers use stays.")
        {
            Examples = ["youkictl image prune -f", "youkictl image prune -a --older-than 30d", "youkictl image prune -f --target-disk 80   for a timer"],
        };
        command.AddGroup("Options", all, olderThan, targetSize, targetDisk, force);
        command.SetAction((parse, _) =>
        {
            var options = new PruneImagesOptions
            {
                All = parse.GetValue(all),
                OlderThan = parse.GetValue(olderThan),
                TargetBytes = parse.GetValue(targetSize),
                TargetDiskPercent = parse.GetValue(targetDisk),
            };
            return runner.RunAsync(parse, (session, cancellationToken) => PruneAsync(session, options, parse.GetValue(force), cancellationToken));
        });
        return command;
    }

    private static async Task<int> PruneAsync(ToolSession session, PruneImagesOptions options, bool force, CancellationToken cancellationToken)
    {
        if (!force && !await Consent.AskAsync(session, Path, Consequence(options), cancellationToken))
        {
            return ExitCodes.Failure;
        }

        var result = RemovalResult.Of(await session.Images.PruneImagesAsync(options, cancellationToken));
        RemovalText.Write(session, result);
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, result, ToolJson.Default.RemovalResult);
        }
        else
        {
            session.Out.WriteLine($"Total reclaimed space: {HumanSize.Of(result.ReclaimedBytes ?? 0)}");
        }

        return ExitCodes.Success;
    }

    private static string Consequence(PruneImagesOptions options)
    {
        var unnamed = options.TargetBytes is null && options.TargetDiskPercent is null && !options.All ? "all images without a name" : "images, with and without a name, that no container uses";
        var age = options.OlderThan is { } span ? $", if not used for {HumanTime.Of(span)}" : string.Empty;
        var until = options.TargetBytes is { } bytes ? $", until the store has at most {HumanSize.Of(bytes)}"
            : options.TargetDiskPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $", until the disk is used to at most {percent} %") : string.Empty;
        return $"This removes {unnamed}{age}{until}.";
    }

    private static double ParsePercent(string text) =>
        double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent
            : throw new FormatException($"'{text}' is not a part of the disk: give a number from 0 to 100.");
}
