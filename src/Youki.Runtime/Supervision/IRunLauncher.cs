namespace Youki.Runtime.Supervision;

/// <summary>Has the OCI runtime make a container's processes.</summary>
internal interface IRunLauncher
{
    /// <summary>Makes the run and returns when it waits to be started. It is never interrupted: whoever gives up undoes it when this has ended.</summary>
    /// <exception cref="ContainerStartException">The process cannot be executed.</exception>
    /// <exception cref="OperationTimeoutException">There was no answer in time.</exception>
    Task<LaunchedRun> LaunchAsync(LaunchPlan plan);
}
