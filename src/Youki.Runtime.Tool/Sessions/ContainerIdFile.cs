namespace Youki.Runtime.Tool.Sessions;

/// <summary>The file of <c>--cidfile</c>: taken before the container is made, gone again where that fails.</summary>
internal sealed class ContainerIdFile : IDisposable
{
    private readonly FileStream _file;
    private bool _complete;

    private ContainerIdFile(FileStream file) => _file = file;

    /// <exception cref="ToolException">It exists, or cannot be made.</exception>
    public static ContainerIdFile Reserve(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
        }
        catch (IOException) when (Path.Exists(path))
        {
            throw new ToolException($"the id file '{path}' exists already: another container may use it. Delete it or choose another.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the id file '{path}' cannot be made: {exception.Message}");
        }
    }

    public void Complete(ContainerId id)
    {
        _file.Write(System.Text.Encoding.ASCII.GetBytes(id.Value));
        _file.Flush();
        _complete = true;
    }

    public void Dispose()
    {
        _file.Dispose();
        if (!_complete)
        {
            File.Delete(_file.Name);
        }
    }
}
