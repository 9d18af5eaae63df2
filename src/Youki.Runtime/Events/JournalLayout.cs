using System.Globalization;

namespace Youki.Runtime.Events;

/// <summary>Names the files of one journal. A segment is named by the number of its first event, so that their names sort by age.</summary>
internal readonly record struct JournalLayout(string Directory)
{
    private const string Suffix = ".events";
    private const int Digits = 19;

    /// <summary>Locked while anything is written; holds the state of the journal.</summary>
    public string LockFile => Path.Combine(Directory, "lock");

    public string Segment(long first) => Path.Combine(Directory, first.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0') + Suffix);

    /// <summary>The numbers of the first events of all segments, the oldest first; none where there is no journal.</summary>
    public IReadOnlyList<long> Segments()
    {
        var found = new List<long>();
        try
        {
            foreach (var file in System.IO.Directory.EnumerateFiles(Directory, "*" + Suffix))
            {
                if (long.TryParse(Path.GetFileNameWithoutExtension(file.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var first))
                {
                    found.Add(first);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }

        found.Sort();
        return found;
    }
}
