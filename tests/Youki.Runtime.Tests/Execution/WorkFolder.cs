namespace Youki.Runtime.Tests.Execution;

/// <summary>A temporary directory of one test.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("youki-runtime-test-").FullName;

    public string At(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
