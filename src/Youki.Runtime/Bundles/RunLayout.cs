namespace Youki.Runtime.Bundles;

/// <summary>Names everything that belongs to one run of a container.</summary>
internal readonly record struct RunLayout(string Directory, ContainerId Id)
{
    public string RecordFile => Path.Combine(Directory, "run.json");

    /// <summary>What the runtime says while it makes the container, and what the container's first process says when it cannot execute its program.</summary>
    public string CreateLogFile => Path.Combine(Directory, "create.log");

    public string PidFile => Path.Combine(Directory, "pid");

    /// <summary>A deadline that whoever stops the run may bring forward.</summary>
    public string StopFile => Path.Combine(Directory, "stop.json");

    /// <summary>Who has paused the run for a while, such as a commit.</summary>
    public string FreezeFile => Path.Combine(Directory, "freeze.json");

    /// <summary>The kinds of the run's events that were written and must not be written twice, one a line.</summary>
    public string ToldFile => Path.Combine(Directory, "told");

    /// <summary>There when somebody has sent SIGKILL to the run's first process while it lived.</summary>
    public string KilledFile => Path.Combine(Directory, "killed");

    /// <summary>The container that it is a run of.</summary>
    public BundleLayout Container => new(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Directory)))!, Id);

    public string MonitorDirectory => Path.Combine(Directory, "monitor");

    public string MonitorPidFile => Path.Combine(MonitorDirectory, "pid");

    /// <summary>The monitor's answer to the launch; a file, so that it outlives whoever waits for it.</summary>
    public string MonitorAnswerFile => Path.Combine(MonitorDirectory, "answer");

    public string MonitorErrorFile => Path.Combine(MonitorDirectory, "error");

    /// <summary>The exit code in decimal, written when the run has ended.</summary>
    public string ExitFile => Path.Combine(MonitorDirectory, "exit");

    /// <summary>There when the kernel killed a process of the run because its memory ran out.</summary>
    public string OomFile => Path.Combine(MonitorDirectory, "oom");

    /// <summary>A directory for each command that is run in the container, by its id.</summary>
    public string ExecsDirectory => Path.Combine(Directory, "execs");

    public ExecLayout Exec(ExecId id) => new(Path.Combine(ExecsDirectory, id.Value), id);

    /// <summary>The commands that have left anything, in the order of their ids.</summary>
    public IReadOnlyList<ExecLayout> Execs()
    {
        var run = this;
        var directory = ExecsDirectory;
        return System.IO.Directory.Exists(directory)
            ?
            [
                .. System.IO.Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal)
                    .Select(path => ExecId.TryParse(Path.GetFileName(path), out var id) ? run.Exec(id) : default)
                    .Where(exec => exec != default),
            ]
            : [];
    }
}
