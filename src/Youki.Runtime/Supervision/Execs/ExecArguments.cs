using System.Globalization;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>conmon's command line for a command in a container. Source: conmon(8), version 2.1.6; nothing that is newer is used.</summary>
internal static class ExecArguments
{
    public static IReadOnlyList<string> For(ExecPlan plan)
    {
        var (container, exec) = (plan.Container, plan.Layout);
        var id = container.Id.Value;
        List<string> arguments =
        [
            "--api-version",
            "-c", id, "-u", id, "-n", id,
            "-r", container.Runtime.Path,
            "-b", exec.Directory,
            "-p", exec.PidFile,
            "-P", exec.MonitorPidFile,
            "-l", "null",
            "--persist-dir", exec.Directory,
            "--full-attach",
            "--no-sync-log",
            $"--runtime-arg=--root={container.Runtime.Root}",
            $"--runtime-arg=--log={exec.LogFile}",
            "--runtime-arg=--log-format=json",
            "-e", "--exec-process-spec", exec.ProcessFile,
        ];
        if (plan.CgroupOption is { } cgroup)
        {
            arguments.Add($"--runtime-opt=--cgroup={cgroup}");
        }

        if (!plan.Record.Detached)
        {
            arguments.Add("--exec-attach");
        }
        else if (plan.Record.Timeout is { } timeout)
        {
            // A second later than whoever started it: this is for the case that nobody is there to do it, and reaches the first process only.
            arguments.AddRange(["-T", Math.Ceiling(timeout.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture)]);
        }

        if (plan.Terminal)
        {
            arguments.Add("-t");
        }

        if (plan.OpenStdin)
        {
            arguments.Add("-i");
        }

        return arguments;
    }
}
