using Youki.Runtime.Bundles;

namespace Youki.Runtime.Supervision;

/// <summary>Where a run stands.</summary>
/// <param name="State">Its state.</param>
/// <param name="Run">Its record; null where it has none.</param>
/// <param name="Exit">How it ended; null where it has not.</param>
internal sealed record RunObservation(ContainerState State, RunRecord? Run, ContainerExit? Exit);
