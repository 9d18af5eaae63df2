using System.CommandLine;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Commands.Volumes;

/// <summary><c>volume inspect</c>: all that is known of volumes.</summary>
internal static class InspectVolumeCommand
{
    public static Command Create(CommandRunner runner)
    {
        var names = VolumeOpt.Names();
        var command = new ToolCommand("inspect", "Print all that is known of volumes as JSON: driver, labels, directory, who uses it.") { Examples = ["youkictl volume inspect data | jq -r '.[0].path'"] };
        command.Add(names);
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var (found, failed) = (new List<VolumeInfo>(), false);
            foreach (var name in parse.GetValue(names)!)
            {
                try
                {
                    found.Add(await session.Volumes.InspectVolumeAsync(name, cancellationToken));
                }
                catch (VolumeException exception)
                {
                    session.Warn(ErrorLine.TextOf(exception));
                    failed = true;
                }
            }

            JsonOutput.Write(session.Out, found, ToolJson.Default.IReadOnlyListVolumeInfo);
            return failed ? ExitCodes.Failure : ExitCodes.Success;
        }));
        return command;
    }
}
