using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Pods;

/// <summary><c>pod ls</c>, also as <c>pod ps</c>: lists pods.</summary>
internal static class ListPodsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var quiet = Opt.Flag("--quiet", "-q", "Only ids");
        var command = new ToolCommand("ls", "List pods, also as 'pod ps'.") { Examples = ["youkictl pod ls", "youkictl pod ls --format json | jq '.[].id'"] };
        command.Aliases.Add("ps");
        command.AddGroup("Options", quiet);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) => ListAsync(session, parse.GetValue(quiet), cancellationToken)));
        return command;
    }

    private static async Task<int> ListAsync(ToolSession session, bool quiet, CancellationToken cancellationToken)
    {
        var pods = (await session.Pods.ListPodsAsync(session.Settings.Node, cancellationToken: cancellationToken)).Reverse().ToList();
        if (session.Settings.Json && quiet)
        {
            JsonOutput.Write(session.Out, [.. pods.Select(pod => pod.Id.Value)], ToolJson.Default.IReadOnlyListString);
        }
        else if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, pods, ToolJson.Default.IReadOnlyListPodStatus);
        }
        else if (quiet)
        {
            pods.ForEach(pod => session.Out.WriteLine(pod.Id.Value));
        }
        else
        {
            var containers = await session.Containers.ListContainersAsync(session.Settings.Node, cancellationToken: cancellationToken);
            var table = new TextTable("POD ID", "NAME", "STATUS", "CREATED", "CONTAINERS");
            foreach (var pod in pods)
            {
                var created = $"{HumanTime.Of(session.Host.Time.GetUtcNow() - pod.CreatedAt)} ago";
                table.Add(pod.Id.Value, pod.Name ?? string.Empty, TextOf(pod), created, $"{containers.Count(container => container.PodId == pod.Id)}");
            }

            table.Write(session.Out, session.Host.OutputIsTerminal);
        }

        return ExitCodes.Success;
    }

    private static string TextOf(PodStatus pod) => pod.State switch
    {
        PodState.Ready => "Ready",
        PodState.NotReady when pod.Message is null => "Stopped",
        PodState.NotReady => "Not ready",
        PodState.Creating => "Creating",
        PodState.Removing => "Removing",
        _ => "Unknown",
    };
}
