namespace Youki.Runtime.Supervision;

/// <summary>conmon's command line. Source: conmon(8), version 2.1.6; nothing that is newer is used.</summary>
internal static class MonitorArguments
{
    public static IReadOnlyList<string> For(LaunchPlan plan)
    {
        var (container, bundle, run) = (plan.Container, plan.Bundle, plan.Run);
        var id = container.Id.Value;
        List<string> arguments =
        [
            "--api-version",
            "-c", id, "-u", id, "-n", id,
            "-r", container.Runtime.Path,
            "-b", bundle.Bundle,
            "-p", run.PidFile,
            "-P", run.MonitorPidFile,
            "-l", $"k8s-file:{bundle.LogFile}",
            "--exit-dir", run.MonitorDirectory,
            "--persist-dir", run.MonitorDirectory,

            // Without it, and without a directory for sockets, conmon wants /var/run/crio.
            "--full-attach",

            // An fsync for each exit: logs are kept over the death of any process, not over a power cut.
            "--no-sync-log",
            $"--runtime-arg=--root={container.Runtime.Root}",
            $"--runtime-arg=--log={run.CreateLogFile}",
            "--runtime-arg=--log-format=json",
        ];
        if (container.Runtime.SystemdCgroup)
        {
            arguments.Add("-s");
        }

        if (container.Config.Terminal == true)
        {
            // It takes input without -i, and closes none then.
            arguments.Add("-t");
        }
        else if (container.Config.OpenStdin == true)
        {
            arguments.Add("-i");
            arguments.AddRange(container.Config.StdinOnce == false ? ["--leave-stdin-open"] : []);
        }

        if (container.ExitCommand is { Count: > 0 } command)
        {
            arguments.AddRange([$"--exit-command={command[0]}", .. command.Skip(1).Select(argument => $"--exit-command-arg={argument}")]);
        }

        return arguments;
    }
}
