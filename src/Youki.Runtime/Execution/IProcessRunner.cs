namespace Youki.Runtime.Execution;

/// <summary>Runs programs: the one seam between the library and other processes.</summary>
/// <remarks>All methods throw <see cref="RuntimeUnavailableException"/> where the program is missing or cannot be executed, and
/// <see cref="OperationTimeoutException"/> when the command's time limit has passed. An exit code other than 0 is a result, not an error.</remarks>
internal interface IProcessRunner
{
    /// <summary>Runs a program to its end and keeps what it prints. Not for programs that leave processes behind which print.</summary>
    Task<CommandResult> CaptureAsync(CommandLine commandLine, CancellationToken cancellationToken = default);

    /// <summary>Runs a program to its end without a pipe in its hands: what it and its descendants print goes to a file, now and later.</summary>
    Task<CommandResult> DetachAsync(CommandLine commandLine, DetachedOutput output, CancellationToken cancellationToken = default);

    /// <summary>Runs a program and hands its standard output over as it comes. <see cref="CommandResult.Stdout"/> is empty.</summary>
    Task<CommandResult> StreamAsync(CommandLine commandLine, Stream standardOutput, CancellationToken cancellationToken = default);
}
