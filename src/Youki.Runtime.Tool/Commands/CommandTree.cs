using System.CommandLine;
using System.CommandLine.Help;
using Youki.Runtime.Tool.Commands.Images;
using Youki.Runtime.Tool.Commands.Pods;
using Youki.Runtime.Tool.Commands.Storage;
using Youki.Runtime.Tool.Commands.Volumes;
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
                "youkictl run --rm docker.io/library/alpine:3 echo hello   fetch an image, and run a command in it",
                "youkictl run -d --name web registry.example/web:1         start a service and return",
                "youkictl logs -f web                                      follow what it writes",
                "youkictl stop web && youkictl rm web                      end it and remove it",
                "youkictl images                                           see which images are here",
                "youkictl info                                             see what this host can do and what is missing",
            ],
        };
        root.AddGroup("Global options, also taken from the environment", globals.All);
        root.AddGroup("Registries (lists are separated by commas in the environment)", globals.OfRegistries);
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
        PauseCommands.CreatePause(runner),
        PauseCommands.CreateUnpause(runner),
        UpdateCommand.Create(runner),
        ExecCommand.Create(runner),
        WaitCommand.Create(runner),
        RenameCommand.Create(runner),
        RemoveCommand.Create(runner),
        ListCommand.Create(runner),
        LogsCommand.Create(runner),
        EventsCommand.Create(runner),
        TopCommand.Create(runner),
        StatsCommand.Create(runner),
        AttachCommand.Create(runner),
        InspectCommand.Create(runner),
        DiffCommand.Create(runner),
        ExportCommand.Create(runner),
        CopyCommand.Create(runner),
        ImagesCommand.Create(runner),
        PullCommand.Create(runner),
        PushCommand.Create(runner),
        TagCommand.Create(runner),
        RemoveImageCommand.Create(runner),
        CommitCommand.Create(runner),
        ImportCommand.CreateLoad(runner),
        ExportImagesCommand.CreateSave(runner),
        LoginCommand.Create(runner),
        LogoutCommand.Create(runner),
        PodCommands.Create(runner),
        ImageGroup(runner),
        VolumeGroup(runner),
        ContainerGroup(runner),
        SystemGroup(runner),
        CdiCommand.CreateGroup(runner),
        MaintainCommand.Create(runner),
        InfoCommand.Create(runner),
        NodeCommand.Create(runner),
    ];

    private static ToolCommand ImageGroup(CommandRunner runner)
    {
        var group = new ToolCommand("image", "Look after the images. Docker's ls, pull, push, rm, tag, load and save are here too.") { Group = CommandGroups.Images, Action = new HelpPrinter() };
        foreach (var command in new[]
        {
            InspectImageCommand.Create(runner),
            VerifyCommand.Create(runner),
            PruneImagesCommand.Create(runner),
            ImportCommand.Create(runner),
            ExportImagesCommand.Create(runner),
        })
        {
            group.Add(command);
        }

        // Docker has these in both places.
        foreach (var command in new[]
        {
            ImagesCommand.Create(runner, "ls"), PullCommand.Create(runner), PushCommand.Create(runner), TagCommand.Create(runner), RemoveImageCommand.Create(runner, "rm"),
            ImportCommand.CreateLoad(runner), ExportImagesCommand.CreateSave(runner),
        })
        {
            command.Hidden = true;
            group.Add(command);
        }

        return group;
    }

    private static ToolCommand SystemGroup(CommandRunner runner)
    {
        var group = new ToolCommand("system", "See what takes room, and get it back") { Group = CommandGroups.Host, Action = new HelpPrinter() };
        group.Add(DiskUsageCommand.Create(runner));
        group.Add(SystemPruneCommand.Create(runner));
        return group;
    }

    private static ToolCommand VolumeGroup(CommandRunner runner)
    {
        var group = new ToolCommand("volume", "Look after the volumes") { Group = CommandGroups.Host, Action = new HelpPrinter() };
        foreach (var command in new[]
        {
            CreateVolumeCommand.Create(runner), ListVolumesCommand.Create(runner), InspectVolumeCommand.Create(runner), RemoveVolumeCommand.Create(runner), PruneVolumesCommand.Create(runner),
        })
        {
            group.Add(command);
        }

        return group;
    }

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
