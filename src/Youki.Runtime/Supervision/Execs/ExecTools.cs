using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>What every session of a command uses.</summary>
/// <param name="Waiter">Waits for the ends of processes.</param>
/// <param name="Killer">Kills commands.</param>
/// <param name="Control">Talks to monitors.</param>
/// <param name="Time">The clock.</param>
/// <param name="KillTimeout">How long a command may take to die after SIGKILL.</param>
internal sealed record ExecTools(DescriptorWaiter Waiter, ExecKiller Killer, MonitorControl Control, TimeProvider Time, TimeSpan KillTimeout);
