using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Pods;

/// <summary><c>pod</c> and what is done with pods that are there.</summary>
internal static class PodCommands
{
    public static Command Create(CommandRunner runner)
    {
        var group = new ToolCommand("pod", "Manage pods: groups of containers that share a network, an ipc namespace, a host name and limits") { Group = CommandGroups.Run, Action = new HelpPrinter() };
        foreach (var command in new[] { CreatePodCommand.Create(runner), ListPodsCommand.Create(runner), Inspect(runner), Start(runner), Stop(runner), Remove(runner) })
        {
            group.Add(command);
        }

        return group;
    }

    private static Argument<string[]> Pods() => new("pods") { HelpName = "POD", Description = "Name, id, or the beginning of an id", Arity = ArgumentArity.OneOrMore };

    private static ToolCommand Inspect(CommandRunner runner)
    {
        var pods = Pods();
        var command = new ToolCommand("inspect", "Print all that is known of pods, as a JSON array.") { Examples = ["youkictl pod inspect web | jq '.[0].containers[].id'"] };
        command.Add(pods);
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var all = new List<PodDetails>();
            foreach (var reference in parse.GetValue(pods)!)
            {
                var pod = await session.PodFinder.FindAsync(reference, cancellationToken);
                all.Add(await session.Pods.InspectPodAsync(pod.Id, cancellationToken));
            }

            JsonOutput.Write(session.Out, all, ToolJson.Default.IReadOnlyListPodDetails);
            return ExitCodes.Success;
        }));
        return command;
    }

    private static ToolCommand Start(CommandRunner runner)
    {
        var pods = Pods();
        var alone = Opt.Flag("--alone", null, "Start none of its containers");
        var command = new ToolCommand("start", "Start pods that are stopped, or that a reboot has stopped, and their containers.") { Examples = ["youkictl pod start web"] };
        command.Add(pods);
        command.AddGroup("Options", alone);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) =>
            PodBatch.RunAsync(session, parse.GetValue(pods)!, ignoreUnknown: false, pod => StartAsync(session, pod, parse.GetValue(alone), cancellationToken), cancellationToken)));
        return command;
    }

    private static async Task StartAsync(ToolSession session, PodStatus pod, bool alone, CancellationToken cancellationToken)
    {
        await session.Containers.InitializeNodeAsync(session.Settings.Node, cancellationToken);
        await session.Pods.StartPodAsync(pod.Id, cancellationToken);
        var details = await session.Pods.InspectPodAsync(pod.Id, cancellationToken);
        foreach (var container in details.Containers.Where(container => !alone && container.State is ContainerState.Created or ContainerState.Stopped))
        {
            await session.Containers.StartContainerAsync(container.Id, cancellationToken);
        }
    }

    private static ToolCommand Stop(CommandRunner runner)
    {
        var pods = Pods();
        var timeout = Opt.Parsed("--time", "-t", "TIME", "How long to wait for each container before killing, such as 10 or 1m; 0 kills at once", Duration.Parse);
        var command = new ToolCommand("stop", "Stop the containers of pods, the youngest first, and give back what they share.") { Examples = ["youkictl pod stop web"] };
        command.Add(pods);
        command.AddGroup("Options", timeout);
        command.SetAction((parse, _) =>
        {
            var options = new StopOptions { Timeout = parse.GetValue(timeout) };
            return runner.RunAsync(parse, (session, cancellationToken) =>
                PodBatch.RunAsync(session, parse.GetValue(pods)!, ignoreUnknown: false, pod => session.Pods.StopPodAsync(pod.Id, options, cancellationToken), cancellationToken));
        });
        return command;
    }

    private static ToolCommand Remove(CommandRunner runner)
    {
        var pods = Pods();
        var force = Opt.Flag("--force", "-f", "Kill containers that run, and do not mind pods that are gone");
        var command = new ToolCommand("rm", "Remove pods that are stopped, with their containers.") { Examples = ["youkictl pod rm web", "youkictl pod rm -f web"] };
        command.Add(pods);
        command.AddGroup("Options", force);
        command.SetAction((parse, _) =>
        {
            var options = new RemovePodOptions { Force = parse.GetValue(force) };
            return runner.RunAsync(parse, (session, cancellationToken) =>
                PodBatch.RunAsync(session, parse.GetValue(pods)!, options.Force, pod => session.Pods.RemovePodAsync(pod.Id, options, cancellationToken), cancellationToken));
        });
        return command;
    }
}
