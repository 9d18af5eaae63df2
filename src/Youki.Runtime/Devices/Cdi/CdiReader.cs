using Microsoft.Extensions.Logging;
using Youki.Runtime.Native;

namespace Youki.Runtime.Devices.Cdi;

/// <summary>Reads the spec files of the directories. What a file says is kept for as long as it is the same file, by its inode, size and times.</summary>
internal sealed partial class CdiReader(IReadOnlyList<string> directories, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string, string)> _told = [];
    private Dictionary<string, (FileStatus Status, CdiDocument? Document, string? Problem)> _known = [];

    /// <summary>How often a file has been read so far, and not known from before.</summary>
    public int Reads { get; private set; }

    /// <summary>What the directories hold now. One file that is broken spoils none of the others.</summary>
    public CdiSpecs Read()
    {
        lock (_gate)
        {
            var files = new List<CdiSpecs.File>();
            var problems = new Dictionary<string, string>();
            var known = new Dictionary<string, (FileStatus Status, CdiDocument? Document, string? Problem)>();
            for (var priority = 0; priority < directories.Count; priority++)
            {
                foreach (var path in FilesOf(directories[priority], problems))
                {
                    var (status, document, problem) = known[path] = ReadFile(path);
                    if (document is not null)
                    {
                        files.Add(new(path, priority, document));
                    }
                    else
                    {
                        problems[path] = problem!;
                    }
                }
            }

            _known = known;
            foreach (var (path, problem) in problems.Where(problem => _told.Add((problem.Key, problem.Value))))
            {
                LogNotUsed(path, problem);
            }

            return new CdiSpecs(files, problems);
        }
    }

    private static IReadOnlyList<string> FilesOf(string directory, Dictionary<string, string> problems)
    {
        using var handle = Descriptor.TryOpenDirectory(directory, out var error);
        if (handle is null)
        {
            if (error != Errno.ENOENT)
            {
                problems[directory] = new NativeException("open directory", directory, error).Message;
            }

            return [];
        }

        if (CdiFile.TrustFault(FileMetadata.Of(handle)) is { } fault)
        {
            problems[directory] = fault;
            return [];
        }

        return [.. Directory.EnumerateFileSystemEntries(directory).Where(path => Path.GetExtension(path) is ".json" or ".yaml").Order(StringComparer.Ordinal)];
    }

    private (FileStatus Status, CdiDocument? Document, string? Problem) ReadFile(string path)
    {
        try
        {
            using var file = Descriptor.OpenFile(path, OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlocking);
            var status = FileMetadata.Of(file);
            if (_known.TryGetValue(path, out var former) && former.Status == status)
            {
                return former;
            }

            Reads++;
            try
            {
                return (status, CdiFile.Read(file, status, path), null);
            }
            catch (FormatException exception)
            {
                return (status, null, exception.Message);
            }
        }
        catch (NativeException exception) when (exception.Number == Errno.ELOOP)
        {
            return (default, null, "it is a symbolic link, and what it leads to may be anybody's: put the file itself here");
        }
        catch (IOException exception)
        {
            return (default, null, exception.Message);
        }
    }

    [LoggerMessage(EventId = 900, Level = LogLevel.Warning, Message = "'{Path}' is not used for devices: {Problem}")]
    private partial void LogNotUsed(string path, string problem);
}
