namespace Youki.Runtime.Cli;

/// <summary>What a failure of the runtime means.</summary>
internal enum FailureKind
{
    /// <summary>Nothing that has a meaning of its own.</summary>
    Other,

    /// <summary>There is no such container.</summary>
    NotFound,

    /// <summary>There is one already.</summary>
    Exists,

    /// <summary>It is in the wrong state.</summary>
    WrongStatus,

    /// <summary>The program is not in the root file system.</summary>
    CommandNotFound,

    /// <summary>The program cannot be executed.</summary>
    CommandNotExecutable,

    /// <summary>A hook failed.</summary>
    HookFailed,

    /// <summary>The process could not be set up for another reason.</summary>
    StartFailed,

    /// <summary>The runtime's own state file cannot be read, perhaps because it is being written.</summary>
    DamagedState,

    /// <summary>The runtime has no such verb.</summary>
    UnknownVerb,
}
