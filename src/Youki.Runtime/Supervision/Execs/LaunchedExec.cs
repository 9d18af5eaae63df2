using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>A command that has been started.</summary>
/// <param name="Process">Its first process; the start time is 0 where it had ended before it was looked at.</param>
/// <param name="Monitor">Its monitor, likewise.</param>
/// <param name="Answers">The monitor's answers; they can be read when the file's name is gone.</param>
/// <param name="Socket">Its streams. Null: it is detached.</param>
internal sealed record LaunchedExec(ProcessIdentity Process, ProcessIdentity Monitor, SafeFileHandle Answers, ExecSocket? Socket) : IDisposable
{
    public void Dispose()
    {
        Answers.Dispose();
        Socket?.Dispose();
    }
}
