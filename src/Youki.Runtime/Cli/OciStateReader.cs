using Youki.Runtime.Cli.Verbs;

namespace Youki.Runtime.Cli;

/// <summary>Asks for states. youki rewrites its state file in place, so that a reader may come upon half of it: that is asked again a few times.</summary>
internal sealed class OciStateReader(OciInvoker invoker, RuntimeHandle runtime, TimeProvider timeProvider)
{
    private const int Attempts = 5;
    private const string StateFile = "state.json";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task<OciState> ReadAsync(ContainerId id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await invoker.TryAsync(PlainVerb.State(id), OciCall.Default, cancellationToken).ConfigureAwait(false);
            if (outcome.Failure?.Kind != FailureKind.DamagedState || attempt == Attempts)
            {
                return OciOutput.State(outcome.Required.Stdout);
            }

            await Task.Delay(Pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>All containers of the root. One whose state cannot be read has status unknown, and does not hide the others.</summary>
    public async Task<IReadOnlyList<OciState>> ListAsync(CancellationToken cancellationToken)
    {
        if (runtime.Dialect.ListsJson)
        {
            return OciOutput.States((await invoker.RunAsync(new ListVerb(), OciCall.Default, cancellationToken).ConfigureAwait(false)).Stdout);
        }

        var states = new List<OciState>();
        foreach (var id in Ids())
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } state)
            {
                states.Add(state);
            }
        }

        return states;
    }

    private IEnumerable<ContainerId> Ids() => Directory.Exists(runtime.Root)
        ? Directory.EnumerateDirectories(runtime.Root)
            .Where(directory => File.Exists(Path.Combine(directory, StateFile)))
            .Select(directory => ContainerId.TryParse(Path.GetFileName(directory), out var id) ? id : default)
            .Where(id => id != default)
            .OrderBy(id => id.Value, StringComparer.Ordinal)
        : [];

    private async Task<OciState?> FindAsync(ContainerId id, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (ContainerNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is RuntimeCommandException or RuntimeOutputException)
        {
            return new() { Id = id.Value, Status = ContainerState.Unknown };
        }
    }
}
