using Youki.Runtime.Native;

namespace Youki.Runtime.Cgroups;

/// <summary>Files of one cgroup that stay open. Each is opened when it is asked for first; one that is not there is not asked for again.</summary>
internal sealed class CgroupFiles(KernelBuffer buffer) : IDisposable
{
    private readonly Dictionary<string, KernelFile?> _files = [];

    /// <summary>What a file says now; valid until the next one is read. Empty: it is not there, or its cgroup is gone.</summary>
    public ReadOnlySpan<byte> Read(string path) => Open(path) is { } file ? file.Read(buffer) : [];

    /// <summary>Whether there is such a file; it may say nothing.</summary>
    public bool Has(string path) => Open(path) is not null;

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file?.Dispose();
        }
    }

    private KernelFile? Open(string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            _files[path] = file = KernelFile.TryOpen(path);
        }

        return file;
    }
}
