using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Devices;
using Youki.Runtime.Devices.Cdi;

namespace Youki.Runtime.Tests.Devices;

/// <summary>Directories of CDI specs for one test: a later one goes before an earlier one.</summary>
internal sealed class CdiDirectory : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("youki-cdi-").FullName;

    public CdiDirectory()
    {
        Directory.CreateDirectory(Etc);
        Directory.CreateDirectory(Run);
        Reader = new CdiReader([Etc, Run, At("missing")], NullLogger.Instance);
        Catalog = new CdiCatalog(Reader);
    }

    public string Etc => At("etc");

    public string Run => At("run");

    public CdiReader Reader { get; }

    public CdiCatalog Catalog { get; }

    public string At(string name) => Path.Combine(_path, name);

    /// <summary>Writes a spec file and returns its path.</summary>
    public string Write(string name, string content)
    {
        var path = At(name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>What devices bring.</summary>
    public DeviceSet Resolve(params string[] names)
    {
        var builder = new DeviceSetBuilder();
        Catalog.Add(builder, names, null);
        return builder.Build();
    }

    public DeviceSet Resolve(GpuRequest gpus)
    {
        var builder = new DeviceSetBuilder();
        Catalog.Add(builder, [], gpus);
        return builder.Build();
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
