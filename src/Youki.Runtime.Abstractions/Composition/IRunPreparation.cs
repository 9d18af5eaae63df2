namespace Youki.Runtime;

/// <summary>
/// Does something for a run between its making and its start: its first process is there, in its namespaces and its cgroup, and waits. What fails undoes the
/// making, and what a crash leaves half done is never started: the run is written down only afterwards. What is done ends with the run's cgroup and namespaces.
/// </summary>
internal interface IRunPreparation
{
    /// <summary>Does it, where the run needs it.</summary>
    /// <exception cref="YoukiException">It cannot be done.</exception>
    ValueTask PrepareAsync(PreparedRun run, CancellationToken cancellationToken);
}
