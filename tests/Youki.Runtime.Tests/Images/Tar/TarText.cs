using System.Text;
using Youki.Runtime.Images.Tar;

namespace Youki.Runtime.Tests.Images.Tar;

/// <summary>Reads an archive into what tests compare: a record for each entry.</summary>
internal static class TarText
{
    public static IReadOnlyList<ReadEntry> Read(byte[] archive, long maxHeaders = 1000)
    {
        using var input = new StreamTarInput(new MemoryStream(archive));
        var parser = new TarParser(input, maxHeaders);
        var entries = new List<ReadEntry>();
        while (parser.MoveNext())
        {
            var entry = parser.Entry;
            entries.Add(new ReadEntry
            {
                Kind = entry.Kind,
                Path = Encoding.Latin1.GetString(entry.Path.Span),
                Target = Encoding.Latin1.GetString(entry.LinkPath.Span),
                Mode = Convert.ToString(entry.Permissions, 8),
                Uid = entry.Uid,
                Gid = entry.Gid,
                Size = entry.Size,
                Modified = $"{entry.Modified.Seconds}.{entry.Modified.Nanoseconds:d9}",
                Device = $"{entry.DeviceMajor}:{entry.DeviceMinor}",
                Attributes = string.Join(' ', entry.Attributes.Select(attribute => $"{Encoding.Latin1.GetString(attribute.Name).TrimEnd('\0')}={Convert.ToHexString(attribute.Value)}")),
                Segments = string.Join(' ', entry.Segments.Select(segment => $"{segment.Offset}+{segment.Length}")),
                Content = ReadContent(parser),
            });
        }

        return entries;
    }

    public static ReadEntry ReadOne(byte[] archive) => Read(archive).Should().ContainSingle().Subject;

    private static string ReadContent(TarParser parser)
    {
        var content = new MemoryStream();
        for (var piece = parser.ReadContent(); !piece.IsEmpty; piece = parser.ReadContent())
        {
            content.Write(piece);
        }

        return Encoding.Latin1.GetString(content.ToArray());
    }
}
