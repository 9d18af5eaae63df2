namespace Youki.Runtime;

/// <summary>Why a process could not be started.</summary>
public enum StartFailure
{
    /// <summary>For a reason that the message tells.</summary>
    Other,

    /// <summary>The program is not in the root file system.</summary>
    CommandNotFound,

    /// <summary>The program may not be executed, or is in no format that the kernel knows.</summary>
    CommandNotExecutable,

    /// <summary>A hook failed, or took too long.</summary>
    Hook,
}
