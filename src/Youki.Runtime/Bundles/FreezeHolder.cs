namespace Youki.Runtime.Bundles;

/// <summary>Somebody who needs a run to stay paused.</summary>
/// <param name="Id">Tells it from others of the same process.</param>
/// <param name="Pid">Its process.</param>
/// <param name="StartTime">That process's start time.</param>
/// <param name="BootId">The boot that the process is of.</param>
internal sealed record FreezeHolder(string Id, int Pid, ulong StartTime, string BootId);
