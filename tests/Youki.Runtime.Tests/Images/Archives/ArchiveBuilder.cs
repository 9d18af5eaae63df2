using System.Text;
using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Tar;

namespace Youki.Runtime.Tests.Images.Archives;

/// <summary>Writes an archive by hand, right or wrong.</summary>
internal sealed class ArchiveBuilder : IDisposable
{
    private readonly MemoryStream _content = new();
    private readonly TarWriter _tar;

    public ArchiveBuilder() => _tar = new TarWriter(_content);

    public Task<ArchiveBuilder> FileAsync(string name, string content) => FileAsync(name, Encoding.UTF8.GetBytes(content));

    public Task<ArchiveBuilder> FileAsync(string name, byte[] content) => AddAsync(new TarItem { Kind = TarKind.Regular, Name = Encoding.UTF8.GetBytes(name) }, content);

    public Task<ArchiveBuilder> LinkAsync(string name, string target, TarKind kind = TarKind.SymbolicLink) =>
        AddAsync(new TarItem { Kind = kind, Name = Encoding.UTF8.GetBytes(name), LinkName = Encoding.UTF8.GetBytes(target) }, []);

    public async Task<ArchiveBuilder> AddAsync(TarItem item, byte[] content)
    {
        await _tar.WriteAsync(item, content, TestContext.Current.CancellationToken);
        return this;
    }

    public void Dispose() => _content.Dispose();

    /// <summary>The archive up to here.</summary>
    public async Task<byte[]> EndAsync()
    {
        await _tar.FinishAsync(TestContext.Current.CancellationToken);
        return _content.ToArray();
    }
}
