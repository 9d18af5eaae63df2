using System.CommandLine;
using System.CommandLine.Help;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public static Command Create(ToolHost host)
    {
        var globals = new GlobalOptions();
        var runner = new CommandRunner(host, globals);
        var root = new ToolCommand(YoukiCtl.Name, "Run and manage containers with youki.")
        {
            Examples =
            [
                "youkictl run --rm dir:/srv/rootfs echo hello      run a command in a directory's root file system",
                "youkictl run -d --name web dir:/srv/web /server   start a service and return",
                "youkictl logs -f web                              follow what it writes",
                "youkictl stop web && youkictl rm web              end it and remove it",
                "youkictl info                                     see what this host can do and what is missing",
            ],
        };
        root.AddGroup("Global options, also taken from the environment", globals.All);
        root.AddGroup("Options", new HelpOption("--help", "-h") { Description = "Show help", Action = new HelpPrinter() }, Version());
        foreach (var command in Commands(runner))
        {
            root.Add(command);
        }

        root.Action = new HelpPrinter();
        return root;
    }

    private static Command[] Commands(CommandRunner runner) =>
    [
        RunCommand.Create(runner),
        CreateCommand.Create(runner),
        StartCommand.Create(runner),
        StopCommand.Create(runner),
        KillCommand.Create(runner),
        WaitCommand.Create(runner),
        RemoveCommand.Create(runner),
        ListCommand.Create(runner),
        LogsCommand.Create(runner),
        InspectCommand.Create(runner),
        ContainerGroup(runner),
        InfoCommand.Create(runner),
    ];

    private static ToolCommand ContainerGroup(CommandRunner runner)
    {
        var group = new ToolCommand("container", "Manage containers") { Group = CommandGroups.Host, Action = new HelpPrinter() };
        group.Add(PruneCommand.Create(runner));
        group.Add(CleanupCommand.Create(runner));
        return group;
    }

    private static Option<bool> Version()
    {
        var option = Opt.Flag("--version", null, "Show the tool's version");
        option.Action = new VersionPrinter();
        return option;
    }
}
