namespace Youki.Runtime.Tool.Sessions;

/// <summary>Where an archive goes: standard output, or a file that is there only when it is whole.</summary>
internal static class ArchiveOutput
{
    private const string StandardOutput = "-";
    private const string Devices = "/dev/";

    /// <exception cref="UsageException">Standard output is a terminal.</exception>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static async Task WriteAsync(ToolHost host, string? file, Func<Stream, Task> write)
    {
        if (file is null or StandardOutput)
        {
            if (host.OutputIsTerminal)
            {
                throw new UsageException("an archive is nothing for a terminal: name a file with -o, or redirect standard output.");
            }

            await write(host.Output);
            return;
        }

        var path = Path.GetFullPath(file, host.CurrentDirectory);
        if (Directory.Exists(path))
        {
            throw new ToolException($"'{file}' is a directory: give the name of a file in it.");
        }

        // A device, or a descriptor that a shell handed on, is written to as it is.
        await (path.StartsWith(Devices, StringComparison.Ordinal) ? WriteToAsync(path, FileMode.Open, write) : WriteWholeAsync(path, write));
    }

    private static async Task WriteWholeAsync(string path, Func<Stream, Task> write)
    {
        var incomplete = $"{path}.{Guid.NewGuid():N}.incomplete";
        try
        {
            await WriteToAsync(incomplete, FileMode.CreateNew, write);
            File.Move(incomplete, path, overwrite: true);
        }
        catch
        {
            File.Delete(incomplete);
            throw;
        }
    }

    private static async Task WriteToAsync(string path, FileMode mode, Func<Stream, Task> write)
    {
        await using var stream = Open(path, mode);
        await write(stream);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.Write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the archive cannot be written: {exception.Message}");
        }
    }
}
