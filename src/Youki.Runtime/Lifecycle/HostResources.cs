using Microsoft.Extensions.Logging;
using Youki.Runtime.Bundles;

namespace Youki.Runtime.Lifecycle;

/// <summary>Has the providers take what a container needs of the host, and give it back, with the ledger ahead of each effect.</summary>
internal sealed partial class HostResources(IEnumerable<IHostResourceProvider> providers, ILogger<HostResources> logger)
{
    /// <summary>Each provider stands behind those that it depends on.</summary>
    private readonly IReadOnlyList<IReadOnlyList<IHostResourceProvider>> _waves = Sort([.. providers]);

    private IEnumerable<IHostResourceProvider> Providers => _waves.SelectMany(wave => wave);

    public ResourceLedger Ledger(BundleLayout layout) => new(layout, [.. Providers]);

    /// <summary>Takes everything that the container needs and does not hold yet, what does not depend on each other at the same time.</summary>
    public async Task AcquireAsync(BundleLayout layout, SpecInputs inputs, CancellationToken cancellationToken)
    {
        var ledger = Ledger(layout);
        foreach (var wave in _waves)
        {
            foreach (var provider in wave)
            {
                if (ledger.Resources.All(known => known.Kind != provider.Kind))
                {
                    ledger.Put(Record(provider, layout, null));
                }
            }

            var taken = await Task.WhenAll(wave.Select(async provider =>
                (provider, resource: await provider.AcquireAsync(inputs, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
            foreach (var (provider, resource) in taken)
            {
                if (resource is null)
                {
                    ledger.Remove(provider.Kind);
                }
                else
                {
                    ledger.Put(Record(provider, layout, resource.Data));
                }
            }
        }
    }

    /// <summary>Gives everything back in reverse; every part is tried, whatever becomes of the others.</summary>
    /// <param name="layout">The container.</param>
    /// <param name="scope">Only what is kept for this long. Null: all of it.</param>
    /// <exception cref="HostResourceException">A part could not be given back; it stays in the ledger.</exception>
    public async Task ReleaseAsync(BundleLayout layout, ResourceScope? scope)
    {
        var ledger = Ledger(layout);
        var failures = new List<Exception>();
        foreach (var resource in ledger.Resources.Where(resource => scope is null || resource.Scope == scope).Reverse().ToList())
        {
            try
            {
                if (Providers.FirstOrDefault(provider => provider.Kind == resource.Kind) is not { } provider)
                {
                    throw new HostResourceException(resource.Kind, $"Container {layout.Id} holds a '{resource.Kind}', which no registered provider knows. Register the provider that took it.");
                }

                await provider.ReleaseAsync(resource, CancellationToken.None).ConfigureAwait(false);
                ledger.Remove(resource.Kind);
            }
            catch (Exception exception)
            {
                // Whatever a user's own provider may throw: the others' turn comes all the same, and the caller is told at the end.
                LogReleaseFailed(layout.Id, resource.Kind, exception);
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new HostResourceException(
                (failures[0] as HostResourceException)?.Kind ?? "resources",
                $"Container {layout.Id} could not give back all that it holds: {failures[0].Message} Call remove again when the cause is mended.",
                failures.Count == 1 ? failures[0] : new AggregateException(failures)) { ContainerId = layout.Id };
        }
    }

    private static HostResourceRecord Record(IHostResourceProvider provider, BundleLayout layout, IReadOnlyDictionary<string, string>? data) => new()
    {
        Kind = provider.Kind,
        Scope = provider.Scope,
        ContainerId = layout.Id,
        BundlePath = layout.Bundle,
        Data = data,
    };

    private static List<IReadOnlyList<IHostResourceProvider>> Sort(List<IHostResourceProvider> rest)
    {
        if (rest.GroupBy(provider => provider.Kind).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two host resource providers are of the kind '{twice.Key}': {string.Join(", ", twice.Select(provider => provider.GetType().Name))}.");
        }

        var waves = new List<IReadOnlyList<IHostResourceProvider>>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (rest.Count > 0)
        {
            var wave = rest.Where(provider => provider.DependsOn.All(done.Contains)).ToList();
            if (wave.Count == 0)
            {
                throw new InvalidOperationException($"Host resource providers depend on each other or on missing ones: {string.Join(", ", rest.Select(provider => provider.Kind))}.");
            }

            waves.Add(wave);
            rest.RemoveAll(wave.Contains);
            done.UnionWith(wave.Select(provider => provider.Kind));
        }

        return waves;
    }

    [LoggerMessage(EventId = 510, Level = LogLevel.Warning, Message = "Container {ContainerId} could not give back its {Kind}")]
    private partial void LogReleaseFailed(ContainerId containerId, string kind, Exception exception);
}
