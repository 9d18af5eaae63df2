using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Events;

/// <summary>What a node's events say.</summary>
internal static class EventNode
{
    /// <summary>All events that are kept.</summary>
    public static async Task<IReadOnlyList<ContainerEvent>> EventsAsync(this TestNode node, YoukiRuntime? runtime = null, params EventKind[] kinds)
    {
        var found = new List<ContainerEvent>();
        var query = new EventQuery { NodeId = node.Id, Kinds = kinds.Length == 0 ? null : kinds };
        await foreach (var each in (runtime ?? node.Runtime).WatchEventsAsync(query, TestNode.Token))
        {
            found.Add(each);
        }

        return found;
    }

    /// <summary>Waits until so many events of a kind are there.</summary>
    public static async Task<IReadOnlyList<ContainerEvent>> EventuallyEventsAsync(this TestNode node, EventKind kind, int count)
    {
        await TestNode.EventuallyAsync(async () => (await node.EventsAsync(null, kind)).Count >= count, $"{count} events of kind {kind}");
        return await node.EventsAsync(null, kind);
    }
}
