using System.Globalization;

namespace Youki.Runtime.Bundles;

/// <summary>
/// Names everything in a container's log directory. A file that is full is renamed once, to the next number, and keeps it until it is removed: readers know
/// by the number alone what comes after it. The highest number is the youngest.
/// </summary>
internal readonly record struct LogLayout(string Directory)
{
    private const string Name = "container.log";
    private const string Gzip = ".gz";

    /// <summary>What the monitor writes to.</summary>
    public string Live => Path.Combine(Directory, Name);

    /// <summary>The monitor makes a new file under this name before it renames it to <see cref="Live"/>.</summary>
    public string Reopening => Path.Combine(Directory, Name + ".tmp");

    /// <summary>Output of a container without a monitor, as it was written.</summary>
    public string Raw => Path.Combine(Directory, "container.raw");

    /// <summary>Held by whoever rotates, compresses or removes.</summary>
    public string LockFile => Path.Combine(Directory, "rotation.lock");

    /// <summary>There while the monitor is kept from reading, because the disk is full.</summary>
    public string BlockFile => Path.Combine(Directory, "blocked");

    public string Rotated(long number) => Path.Combine(Directory, string.Create(CultureInfo.InvariantCulture, $"{Name}.{number}"));

    public string Compressed(long number) => Rotated(number) + Gzip;

    /// <summary>A compressed file that is not whole yet.</summary>
    public string Compressing(long number) => Compressed(number) + ".new";

    /// <summary>The numbers of all files that were rotated, the oldest first.</summary>
    public IReadOnlyList<long> Numbers()
    {
        var numbers = new SortedSet<long>();
        try
        {
            foreach (var path in System.IO.Directory.EnumerateFiles(Directory))
            {
                var text = Path.GetFileName(path.AsSpan());
                text = text.StartsWith(Name + ".", StringComparison.Ordinal) ? text[(Name.Length + 1)..] : default;
                text = text.EndsWith(Gzip, StringComparison.Ordinal) ? text[..^Gzip.Length] : text;
                if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < long.MaxValue / 2)
                {
                    numbers.Add(number);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            // The container has not run yet, or is being removed.
        }

        return [.. numbers];
    }
}
