using System.Collections.Concurrent;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Contents of files that callers have handed in, in this process's memory, until the container's next start has taken them.</summary>
internal sealed class FileContents
{
    private readonly ConcurrentDictionary<(ContainerId Id, string Name), byte[]> _contents = new();

    /// <summary>Keeps a copy of each until <see cref="Forget"/>.</summary>
    public void Put(ContainerId id, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        foreach (var (name, content) in files)
        {
            _contents[(id, name)] = content.ToArray();
        }
    }

    /// <summary>As <see cref="Put"/>, until the answer is disposed of.</summary>
    public IDisposable? Hold(ContainerId id, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? files)
    {
        if (files is not { Count: > 0 })
        {
            return null;
        }

        Put(id, files);
        return new Holder(this, id);
    }

    /// <summary>The content; null where nobody has handed it in.</summary>
    public byte[]? Find(ContainerId id, string name) => _contents.GetValueOrDefault((id, name));

    public void Forget(ContainerId id)
    {
        foreach (var key in _contents.Keys.Where(key => key.Id == id))
        {
            if (_contents.TryRemove(key, out var content))
            {
                Array.Clear(content);
            }
        }
    }

    private sealed class Holder(FileContents contents, ContainerId id) : IDisposable
    {
        public void Dispose() => contents.Forget(id);
    }
}
