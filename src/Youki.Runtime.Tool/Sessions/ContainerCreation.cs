using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Transfers;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Makes containers as the tool promises them: with a name that no other has, and an id file.</summary>
internal sealed class ContainerCreation(ToolSession session)
{
    private static readonly TimeSpan UndoLimit = TimeSpan.FromSeconds(60);

    /// <summary>Makes the container in the state created.</summary>
    public async Task<ContainerId> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        await session.Containers.InitializeNodeAsync(session.Settings.Node, cancellationToken);
        if (request.Config.Name is { } name)
        {
            await session.Finder.CheckNameIsFreeAsync(name, except: null, cancellationToken);
        }

        using var idFile = request.IdFile is { } path ? ContainerIdFile.Reserve(path) : null;
        var id = request.RemoveOnExit ? ContainerId.New() : default(ContainerId?);
        var options = new CreateContainerOptions
        {
            NodeId = session.Settings.Node,
            ContainerId = id,
            PodId = request.Pod is { } pod ? (await session.PodFinder.FindAsync(pod, cancellationToken)).Id : null,
            Start = false,
            Files = request.Files,
            ExitCommand = id is null ? null : [.. session.Host.SelfCommand, .. session.Settings.ToArguments(), "container", "cleanup", id.Value.Value],
        };
        var config = request.Config with
        {
            Image = await RunnableImage.NameOfAsync(session, request, cancellationToken),
            Namespaces = await JoinedContainers.FindAsync(session, request.Config.Namespaces, cancellationToken),
            VolumesFrom = await SourcesOfAsync(request.VolumesFrom, cancellationToken),
        };
        ContainerId created;
        await using (var display = TransferDisplay.Open(session, request.Quiet))
        {
            options = options with { Pull = request.Pull with { Progress = display } };
            created = await session.Containers.CreateContainerAsync(config, options, cancellationToken);
        }

        await UndoOnFailureAsync(created, () => CompleteAsync(created, config, idFile, cancellationToken));
        return created;
    }

    /// <summary>Does what makes the container useful; where that fails, removes it again.</summary>
    public async Task UndoOnFailureAsync(ContainerId id, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception)
        {
            using var limit = new CancellationTokenSource(UndoLimit, session.Host.Time);
            await RemoveQuietlyAsync(id, limit.Token);
            throw;
        }
    }

    // Of two that took one name at the same moment, each sees the other here; both may give way, never none.
    private async Task CompleteAsync(ContainerId id, ContainerConfig config, ContainerIdFile? idFile, CancellationToken cancellationToken)
    {
        if (config.Name is { } name)
        {
            await session.Finder.CheckNameIsFreeAsync(name, except: id, cancellationToken);
        }

        idFile?.Complete(id);
        var details = await session.Containers.InspectContainerAsync(id, cancellationToken);
        if (details.Monitor == "none")
        {
            session.Warn($"there is no monitor, so nobody watches over container {id}: its exit code will not be known. Install conmon, or name it with --monitor; see 'youkictl info'.");
        }
    }

    private async Task<IReadOnlyList<VolumesFrom>?> SourcesOfAsync(IReadOnlyList<(string Container, bool? ReadOnly)> named, CancellationToken cancellationToken)
    {
        var sources = new List<VolumesFrom>();
        foreach (var (container, readOnly) in named)
        {
            sources.Add(new() { ContainerId = (await session.Finder.FindAsync(container, cancellationToken)).Id, ReadOnly = readOnly });
        }

        return sources.Count == 0 ? null : sources;
    }

    private async Task RemoveQuietlyAsync(ContainerId id, CancellationToken cancellationToken)
    {
        try
        {
            await session.Containers.RemoveContainerAsync(id, new RemoveOptions { Force = true, Volumes = true }, cancellationToken);
        }
        catch (Exception exception) when (exception is YoukiException or OperationCanceledException)
        {
            session.Warn($"container {id} could not be removed after a failure: {exception.Message} Try 'youkictl rm -f {id}'.");
        }
    }
}
