using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Volumes;

/// <summary><c>volume rm</c>: removes volumes.</summary>
internal static class RemoveVolumeCommand
{
    public static Command Create(CommandRunner runner)
    {
        var names = VolumeOpt.Names();
        var force = Opt.Flag("--force", "-f", "Do not mind those that are gone");
        var command = new ToolCommand("rm", "Remove volumes and all that is in them. One that a container uses stays, whether that runs or not.") { Examples = ["youkictl volume rm data"] };
        command.Add(names);
        command.AddGroup("Options", force);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) => RemoveAsync(session, parse.GetValue(names)!, parse.GetValue(force), cancellationToken)));
        return command;
    }

    private static async Task<int> RemoveAsync(ToolSession session, IReadOnlyList<string> names, bool isForced, CancellationToken cancellationToken)
    {
        var (removed, errors) = (new List<string>(), new List<string>());
        foreach (var name in names)
        {
            try
            {
                await session.Volumes.RemoveVolumeAsync(name, cancellationToken);
                removed.Add(name);
            }
            catch (VolumeNotFoundException) when (isForced)
            {
                // As was asked.
            }
            catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
            {
                errors.Add(ErrorLine.TextOf(exception));
                session.Warn(errors[^1]);
            }
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, new VolumeResult { Removed = removed, Errors = errors.Count == 0 ? null : errors }, ToolJson.Default.VolumeResult);
        }
        else
        {
            removed.ForEach(session.Out.WriteLine);
        }

        return errors.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }
}
