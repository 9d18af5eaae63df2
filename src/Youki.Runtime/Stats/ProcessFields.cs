namespace Youki.Runtime.Stats;

/// <summary>What /proc/pid/stat tells of a process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What it does.</param>
/// <param name="ParentPid">Its parent.</param>
/// <param name="CpuTime">Processor time used.</param>
/// <param name="Threads">Threads.</param>
/// <param name="StartTime">When it began, in clock ticks since boot.</param>
/// <param name="ResidentBytes">Resident memory.</param>
internal sealed record ProcessFields(string Name, ProcessState State, int ParentPid, TimeSpan CpuTime, int Threads, ulong StartTime, long ResidentBytes);
