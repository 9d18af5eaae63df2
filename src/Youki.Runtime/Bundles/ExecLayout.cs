namespace Youki.Runtime.Bundles;

/// <summary>Names everything that belongs to one command that is run in a container.</summary>
internal readonly record struct ExecLayout(string Directory, ExecId Id)
{
    public string RecordFile => Path.Combine(Directory, "exec.json");

    /// <summary>The OCI process.</summary>
    public string ProcessFile => Path.Combine(Directory, "process.json");

    /// <summary>What the runtime says while it starts the process, and what the process says when it cannot execute its program.</summary>
    public string LogFile => Path.Combine(Directory, "exec.log");

    public string PidFile => Path.Combine(Directory, "pid");

    public string MonitorPidFile => Path.Combine(Directory, "monitor");

    /// <summary>The monitor's answers: the process id, then the exit code.</summary>
    public string AnswerFile => Path.Combine(Directory, "answer");

    public string ErrorFile => Path.Combine(Directory, "error");

    /// <summary>The monitor waits for a byte or the end of it before it begins, and before it starts the process.</summary>
    public string StartFifo => Path.Combine(Directory, "start");

    /// <summary>Not empty once the attach socket can be connected to.</summary>
    public string ReadyFile => Path.Combine(Directory, "ready");

    /// <summary>conmon makes these two in what it takes for the bundle's directory.</summary>
    public string AttachSocket => Path.Combine(Directory, "attach");

    public string ControlFifo => Path.Combine(Directory, "ctl");
}
