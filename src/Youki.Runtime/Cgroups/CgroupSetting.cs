namespace Youki.Runtime.Cgroups;

/// <summary>One limit: a file of a cgroup, what is written to it, and how it is told that the kernel took it.</summary>
/// <param name="File">The file.</param>
/// <param name="Value">What is written.</param>
/// <param name="IsTaken">Whether what the file says is that; the kernel rounds, and writes some things in another way.</param>
internal sealed record CgroupSetting(string File, string Value, Func<string, bool> IsTaken)
{
    /// <summary>Whether the limit came of another one, not of a wish of the caller's: where the kernel has no such file, nothing is lost.</summary>
    public bool IsOptional { get; init; }

    /// <summary>What is written to set the file back to what it said. Null: the very text.</summary>
    public Func<string, string>? Restore { get; init; }

    public static CgroupSetting Exactly(string file, string value) => new(file, value, found => found == value);
}
