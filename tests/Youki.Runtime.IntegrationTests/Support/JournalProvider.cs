using System.Collections.Concurrent;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>A provider that takes nothing and writes down what it is asked for.</summary>
internal sealed class JournalProvider(string kind, ResourceScope scope, ConcurrentQueue<string> journal, params string[] dependsOn) : IHostResourceProvider
{
    public string Kind => kind;

    public ResourceScope Scope => scope;

    public IReadOnlyList<string> DependsOn => dependsOn;

    /// <summary>What the next acquisition throws.</summary>
    public Exception? AcquireFailure { get; set; }

    /// <summary>What every release throws.</summary>
    public Exception? ReleaseFailure { get; set; }

    public ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        journal.Enqueue($"+{kind}");
        return AcquireFailure is { } failure
            ? ValueTask.FromException<HostResource?>(failure)
            : ValueTask.FromResult<HostResource?>(new HostResource { Data = new Dictionary<string, string> { ["of"] = inputs.ContainerId.Value } });
    }

    public ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        journal.Enqueue($"-{kind}");
        return ReleaseFailure is { } failure ? ValueTask.FromException(failure) : ValueTask.CompletedTask;
    }
}
