using System.CommandLine;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>update</c>: changes limits of containers.</summary>
internal static class UpdateCommand
{
    public static Command Create(CommandRunner runner)
    {
        var containers = Opt.Containers();
        var cpus = Opt.Parsed("--cpus", null, "NUMBER", "Processor cores at most, such as 0.5; -1 for no limit", LimitText.ParseCores);
        var memory = Opt.Parsed("--memory", "-m", "SIZE", "Memory at most, such as 512m; -1 for no limit", LimitText.ParseBytes);
        var force = Opt.Flag("--force", "-f", "Also where it uses more memory than that; the kernel may kill processes of it");
        var limits = new LimitOptions();
        var command = new ToolCommand("update", "Change limits of containers: at once where they run, and for all runs to come.")
        {
            Group = CommandGroups.Run,
            Examples = ["youkictl update --memory 1g --cpus 2 web", "youkictl update --pids-limit 200 --memory-swap -1 web db", "youkictl update --device-write-bps /dev/sda:10m web"],
        };
        command.Add(containers);
        command.AddGroup("Limits", [cpus, memory, .. limits.All]);
        command.AddGroup("Options", force);
        command.SetAction((parse, _) =>
        {
            var wanted = (limits.Read(parse) ?? new ResourceLimits()) with { CpuCores = parse.GetValue(cpus), MemoryBytes = parse.GetValue(memory) };
            if (wanted == new ResourceLimits())
            {
                throw new UsageException("say at least one limit, such as --memory 1g.");
            }

            var update = new ContainerUpdate { Limits = wanted, Force = parse.GetValue(force) ? true : null };
            return runner.RunAsync(parse, (session, cancellationToken) => new ContainerBatch(session).RunAsync(
                parse.GetValue(containers)!, status => session.Control.UpdateContainerAsync(status.Id, update, cancellationToken)));
        });
        return command;
    }
}
