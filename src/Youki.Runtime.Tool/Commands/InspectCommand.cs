using System.CommandLine;
using System.Text;
using Youki.Runtime.Specs;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>inspect</c>: prints all that is known of containers.</summary>
internal static class InspectCommand
{
    public static Command Create(CommandRunner runner)
    {
        var containers = Opt.Containers();
        var spec = Opt.Flag("--spec", null, "Print only the OCI runtime spec, config.json as the runtime has it");
        var why = Opt.Flag("--why", null, "With --spec, print for each field which part of the library put it there");
        var command = new ToolCommand("inspect", "Print all that is known of containers, as a JSON array, or their specs.")
        {
            Group = CommandGroups.See,
            Examples = ["youkictl inspect web | jq '.[0].status.pid'", "youkictl inspect --spec web", "youkictl inspect --spec --why web   which option or default each field comes from"],
        };
        command.Add(containers);
        command.Add(spec);
        command.Add(why);
        command.SetAction((parse, _) =>
        {
            Action<ToolSession, IReadOnlyList<ContainerDetails>> print = (parse.GetValue(spec), parse.GetValue(why)) switch
            {
                (false, true) => throw new UsageException("--why explains the spec: give --spec as well."),
                (false, false) => PrintAll,
                (true, false) => PrintSpecs,
                (true, true) => PrintReasons,
            };
            return runner.RunAsync(parse, (session, cancellationToken) => InspectAsync(session, parse.GetValue(containers)!, print, cancellationToken));
        });
        return command;
    }

    private static void PrintAll(ToolSession session, IReadOnlyList<ContainerDetails> all) => JsonOutput.Write(session.Out, all, ToolJson.Default.IReadOnlyListContainerDetails);

    private static void PrintSpecs(ToolSession session, IReadOnlyList<ContainerDetails> all)
    {
        foreach (var spec in all.Select(details => details.Spec).OfType<RuntimeSpec>())
        {
            session.Out.WriteLine(Encoding.UTF8.GetString(RuntimeSpecJson.Serialize(spec)).TrimEnd());
        }
    }

    private static void PrintReasons(ToolSession session, IReadOnlyList<ContainerDetails> all)
    {
        foreach (var reasons in all.Select(SpecExplanation.Of))
        {
            if (session.Settings.Json)
            {
                JsonOutput.Write(session.Out, reasons, ToolJson.Default.IReadOnlyListSpecReason);
            }
            else
            {
                SpecTable.Write(session.Out, session.Host.OutputIsTerminal, reasons);
            }
        }
    }

    // As docker: those that are there are printed even if others are not.
    private static async Task<int> InspectAsync(ToolSession session, IReadOnlyList<string> references, Action<ToolSession, IReadOnlyList<ContainerDetails>> print, CancellationToken cancellationToken)
    {
        var all = new List<ContainerDetails>();
        var exitCode = ExitCodes.Success;
        foreach (var reference in references)
        {
            try
            {
                var status = await session.Finder.FindAsync(reference, cancellationToken);
                all.Add(await session.Containers.InspectContainerAsync(status.Id, cancellationToken));
            }
            catch (Exception exception) when (exception is YoukiException or ToolException)
            {
                session.Warn(ErrorLine.TextOf(exception));
                exitCode = ExitCodes.Failure;
            }
        }

        print(session, all);
        return exitCode;
    }
}
