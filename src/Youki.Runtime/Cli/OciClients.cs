using System.Collections.Concurrent;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>The client of each runtime that containers were made with: a container is handled by the runtime that made it, whatever the options say today.</summary>
internal sealed class OciClients(IProcessRunner runner, string logDirectory, TimeSpan timeLimit, TimeProvider time)
{
    private readonly ConcurrentDictionary<RuntimeIdentity, OciCli> _clients = new();

    public OciCli For(RuntimeIdentity runtime) => _clients.GetOrAdd(
        runtime,
        identity => new OciCli(runner, RuntimeHandle.Of(identity, logDirectory) with { TimeLimit = timeLimit }, time));
}
