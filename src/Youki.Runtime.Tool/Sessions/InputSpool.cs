namespace Youki.Runtime.Tool.Sessions;

/// <summary>Standard input as a file that can be read in any order, gone when this is disposed.</summary>
internal sealed class InputSpool : IDisposable
{
    private InputSpool(string path) => Path = path;

    public string Path { get; }

    /// <exception cref="UsageException">Standard input is a terminal, or there is nothing.</exception>
    public static async Task<InputSpool> OfAsync(ToolHost host, CancellationToken cancellationToken)
    {
        if (host.InputIsTerminal)
        {
            throw new UsageException("no archive is given: name a file, or send one to standard input.");
        }

        // Made with a new name, for its owner only.
        var spool = new InputSpool(System.IO.Path.GetTempFileName());
        try
        {
            await using var file = new FileStream(spool.Path, FileMode.Open, FileAccess.Write);
            await host.Input.CopyToAsync(file, cancellationToken);
            return file.Length > 0 ? spool : throw new UsageException("standard input holds no archive.");
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    public void Dispose() => File.Delete(Path);
}
