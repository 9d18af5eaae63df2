namespace Youki.Runtime.Execution;

/// <summary>Files that a detached program, and whatever it leaves behind, holds instead of our pipes.</summary>
internal sealed record DetachedOutput
{
    public static DetachedOutput None { get; } = new() { File = "/dev/null" };

    /// <summary>Where standard output and standard error are appended, absolute. Made when it is not there.</summary>
    public required string File { get; init; }

    /// <summary>A file that is emptied and handed over as descriptor 3, absolute. Null: none.</summary>
    public string? ThirdFile { get; init; }

    /// <summary>A FIFO that is opened for reading and handed over as descriptor 4, absolute. Null: none.</summary>
    public string? FourthFifo { get; init; }

    /// <summary>A file that is emptied and handed over as descriptor 5, absolute. Null: none.</summary>
    public string? FifthFile { get; init; }

    /// <summary><c>cgroup.procs</c> files, absolute, that the program's own pid is written to before it begins; one that refuses is passed over.</summary>
    public IReadOnlyList<string> CgroupFiles { get; init; } = [];
}
