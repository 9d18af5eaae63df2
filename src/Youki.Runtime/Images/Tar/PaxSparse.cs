namespace Youki.Runtime.Images.Tar;

/// <summary>The PAX records of GNU sparse files, formats 0.0, 0.1 and 1.0. Source: GNU tar manual, "Storing Sparse Files".</summary>
internal static class PaxSparse
{
    public static void Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, PaxValues values)
    {
        if (key.SequenceEqual("major"u8))
        {
            values.SparseMajor = PaxRecords.Number(key, value);
        }
        else if (key.SequenceEqual("minor"u8))
        {
            values.SparseMinor = PaxRecords.Number(key, value);
        }
        else if (key.SequenceEqual("name"u8))
        {
            PaxRecords.SetText(values.SparseName, value);
        }
        else if (key.SequenceEqual("size"u8) || key.SequenceEqual("realsize"u8))
        {
            values.SparseSize = PaxRecords.Number(key, value);
        }
        else if (key.SequenceEqual("offset"u8) || key.SequenceEqual("numbytes"u8))
        {
            var isOffset = key.SequenceEqual("offset"u8);
            if (values.SparseMap.Count % 2 != (isOffset ? 0 : 1))
            {
                throw PaxRecords.Invalid(key);
            }

            Add(values, key, value);
        }
        else if (key.SequenceEqual("map"u8))
        {
            values.SparseMap.Clear();
            foreach (var part in value.Split((byte)','))
            {
                Add(values, key, value[part]);
            }
        }
    }

    // An entry may have any number of headers, and each adds to the map.
    private static void Add(PaxValues values, ReadOnlySpan<byte> key, ReadOnlySpan<byte> number)
    {
        values.SparseMap.Add(PaxRecords.Number(key, number) ?? throw PaxRecords.Invalid(key));
        SparseMap.CheckCount(values.SparseMap.Count / 2);
    }
}
