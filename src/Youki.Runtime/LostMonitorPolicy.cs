namespace Youki.Runtime;

/// <summary>What becomes of a container whose monitor has died: it runs, but nobody will see its exit code, and what it writes is lost.</summary>
public enum LostMonitorPolicy
{
    /// <summary>It goes on; its exit code will be unknown.</summary>
    Adopt,

    /// <summary>It is killed, so that it can be started again with a monitor.</summary>
    Kill,
}
