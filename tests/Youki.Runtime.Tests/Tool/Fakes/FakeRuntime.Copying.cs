using System.Text;

namespace Youki.Runtime.Tests.Tool.Fakes;

// Copies nothing, and notes what it was asked for.
internal sealed partial class FakeRuntime
{
    public CopyResult Copied { get; set; } = new(1, 5, []);

    public Task<CopyResult> CopyFromContainerAsync(ContainerId containerId, string path, Stream destination, CopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        destination.Write(Encoding.UTF8.GetBytes($"tar of {path}"));
        return NoteAsync(containerId, $"from {path} to stream", options);
    }

    public Task<CopyResult> CopyFromContainerAsync(ContainerId containerId, string path, string localPath, CopyOptions? options = null, CancellationToken cancellationToken = default) =>
        NoteAsync(containerId, $"from {path} to {localPath}", options);

    public Task<CopyResult> CopyToContainerAsync(ContainerId containerId, string path, Stream source, CopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(source);
        return NoteAsync(containerId, $"to {path} from stream of '{reader.ReadToEnd()}'", options);
    }

    public Task<CopyResult> CopyToContainerAsync(ContainerId containerId, string path, string localPath, CopyOptions? options = null, CancellationToken cancellationToken = default) =>
        NoteAsync(containerId, $"to {path} from {localPath}", options);

    private Task<CopyResult> NoteAsync(ContainerId id, string call, CopyOptions? options)
    {
        Get(id).Calls.Add($"{call}{(options?.Archive == true ? " -a" : "")}{(options?.FollowLink == true ? " -L" : "")}");
        return Task.FromResult(Copied);
    }
}
