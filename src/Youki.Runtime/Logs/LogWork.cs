namespace Youki.Runtime.Logs;

/// <summary>What is to be done about the file that a monitor writes to.</summary>
internal enum LogWork
{
    None,

    /// <summary>It is full.</summary>
    Rotate,

    /// <summary>There is none, and the monitor writes to one without this name.</summary>
    Reopen,
}
