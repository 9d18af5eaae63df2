namespace Youki.Runtime.Cgroups;

/// <summary>Reads what one cgroup uses, again and again. Files that are not there are null in the answer. Not for several threads at once.</summary>
internal interface ICgroupReader : IDisposable
{
    CpuStats Cpu();

    MemoryStats Memory();

    PidsStats Pids();

    IoStats Io();

    /// <summary>Null: huge pages are not counted.</summary>
    IReadOnlyList<HugePageStats>? HugePages();
}
