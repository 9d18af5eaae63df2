using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>create</c>: makes a container without starting it.</summary>
internal static class CreateCommand
{
    public static Command Create(CommandRunner runner)
    {
        var options = new ContainerOptions();
        var command = new ToolCommand("create", "Make a container without starting it, and print its id.")
        {
            Group = CommandGroups.Run,
            OptionsFirst = true,
            Examples = ["youkictl create --name job alpine:3 /bin/job && youkictl start -a job"],
        };
        options.AddTo(command);
        command.SetAction((parse, _) =>
        {
            var request = options.Read(parse, runner.Host);
            return runner.RunAsync(parse, async (session, cancellationToken) =>
            {
                Print(session, await new ContainerCreation(session).CreateAsync(request, cancellationToken));
                return ExitCodes.Success;
            });
        });
        return command;
    }

    /// <summary>Prints the id of a container that was made.</summary>
    public static void Print(ToolSession session, ContainerId id)
    {
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, new CreatedResult { Id = id.Value }, ToolJson.Default.CreatedResult);
        }
        else
        {
            session.Out.WriteLine(id.Value);
        }
    }
}
