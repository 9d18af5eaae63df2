using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>The processes of a run that has been made.</summary>
/// <param name="Container">The container's first process; its start time is 0 where it had ended before it was looked at.</param>
/// <param name="Monitor">Its monitor, likewise; null where there is none.</param>
internal sealed record LaunchedRun(ProcessIdentity Container, ProcessIdentity? Monitor);
