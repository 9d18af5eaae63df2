using System.Buffers.Text;
using System.Text;

namespace Youki.Runtime.Images.Tar;

/// <summary>
/// Reads the records of a PAX header: a length in decimal, a space, key, equals sign, value, newline. Values are bytes, which a value of
/// <c>security.capability</c> makes use of. Sources: POSIX pax(1); GNU tar manual, "Storing Sparse Files"; tar(5) of libarchive for <c>LIBARCHIVE.xattr</c>.
/// </summary>
internal static class PaxRecords
{
    private const int MaxAttributes = 256;
    private const int MaxAttributeName = 255;
    private const int MaxAttributeValue = 64 * 1024;

    public static void Read(ReadOnlySpan<byte> records, PaxValues values)
    {
        values.HasAny = true;
        while (!records.IsEmpty)
        {
            var space = records.IndexOf((byte)' ');
            if (space < 0 || !TarNumber.TryParseDecimal(records[..space], out var length) || length <= space || length > records.Length || records[(int)length - 1] != '\n')
            {
                throw new TarException("has a PAX header that is not a list of records");
            }

            var record = records[(space + 1)..((int)length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals <= 0)
            {
                throw new TarException("has a PAX record without a key");
            }

            Apply(record[..equals], record[(equals + 1)..], values);
            records = records[(int)length..];
        }
    }

    private static void Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, PaxValues values)
    {
        if (key.SequenceEqual("path"u8))
        {
            SetText(values.Path, value);
        }
        else if (key.SequenceEqual("linkpath"u8))
        {
            SetText(values.LinkPath, value);
        }
        else if (key.SequenceEqual("size"u8))
        {
            values.Size = Number(key, value);
        }
        else if (key.SequenceEqual("uid"u8))
        {
            values.Uid = Number(key, value);
        }
        else if (key.SequenceEqual("gid"u8))
        {
            values.Gid = Number(key, value);
        }
        else if (key.SequenceEqual("mtime"u8))
        {
            values.Modified = value.IsEmpty ? null : TarNumber.TryParseTime(value, out var time) ? time : throw Invalid(key);
        }
        else if (key.StartsWith("SCHILY.xattr."u8))
        {
            AddAttribute(key["SCHILY.xattr."u8.Length..], value.ToArray(), values);
        }
        else if (key.StartsWith("LIBARCHIVE.xattr."u8))
        {
            AddAttribute(Unescape(key["LIBARCHIVE.xattr."u8.Length..]), DecodeBase64(key, value), values);
        }
        else if (key.StartsWith("GNU.sparse."u8))
        {
            PaxSparse.Apply(key["GNU.sparse."u8.Length..], value, values);
        }
    }

    internal static long? Number(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        value.IsEmpty ? null : TarNumber.TryParseDecimal(value, out var number) ? number : throw Invalid(key);

    internal static void SetText(ByteText text, ReadOnlySpan<byte> value)
    {
        text.Clear();
        if (!value.IsEmpty)
        {
            text.Set(value);
        }
    }

    internal static TarException Invalid(ReadOnlySpan<byte> key) => new($"has a PAX record '{Encoding.UTF8.GetString(key)}' with a value that is none");

    private static void AddAttribute(ReadOnlySpan<byte> name, byte[] value, PaxValues values)
    {
        if (name.IsEmpty || name.Length > MaxAttributeName || name.Contains((byte)0) || value.Length > MaxAttributeValue || values.Attributes.Count >= MaxAttributes)
        {
            throw new TarException($"has more than {MaxAttributes} extended attributes, or one with a name of more than {MaxAttributeName} or a value of more than {MaxAttributeValue} bytes");
        }

        byte[] terminated = [.. name, 0];
        values.Attributes.RemoveAll(other => other.Name.AsSpan().SequenceEqual(terminated));
        values.Attributes.Add(new TarAttribute(terminated, value));
    }

    // libarchive writes %XX for bytes that are not plain.
    private static byte[] Unescape(ReadOnlySpan<byte> name)
    {
        var result = new List<byte>(name.Length);
        for (var index = 0; index < name.Length; index++)
        {
            if (name[index] == '%' && index + 2 < name.Length && Utf8Parser.TryParse(name.Slice(index + 1, 2), out byte escaped, out var used, 'x') && used == 2)
            {
                result.Add(escaped);
                index += 2;
            }
            else
            {
                result.Add(name[index]);
            }
        }

        return [.. result];
    }

    // libarchive leaves out the padding.
    private static byte[] DecodeBase64(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        try
        {
            return Convert.FromBase64String(Encoding.Latin1.GetString(value).TrimEnd('=').PadRight((value.TrimEnd((byte)'=').Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw Invalid(key);
        }
    }
}
