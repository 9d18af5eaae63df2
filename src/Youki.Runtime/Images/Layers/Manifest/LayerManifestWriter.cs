using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>Writes a layer manifest: a line that names the format, then records whose numbers are base-128 varints, least significant group first.</summary>
/// <param name="file">Where it goes, from the beginning.</param>
internal sealed class LayerManifestWriter(SafeFileHandle file) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    // A record has at most a name, a link target, two hashes and eight numbers.
    private const int MaxRecord = 8 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private readonly XxHash128 _hash = new();
    private int _used;
    private long _records;

    /// <summary>The first line.</summary>
    public static ReadOnlySpan<byte> Magic => "youki-layer-manifest 1\n"u8;

    public void Begin() => Append(Magic);

    public void Write(ManifestRecord record)
    {
        if (_used + MaxRecord > BufferSize)
        {
            Flush();
        }

        _records++;
        _buffer[_used++] = (byte)record.Kind;
        if (record.Kind != ManifestRecordKind.DirectoryEnd)
        {
            AppendText(record.Name);
        }

        if (record.Kind != ManifestRecordKind.DirectoryBegin)
        {
            AppendAttributes(record);
        }
    }

    /// <summary>Writes the end.</summary>
    public void Complete()
    {
        Flush();
        _buffer[_used++] = (byte)ManifestRecordKind.End;
        AppendNumber((ulong)_records);
        Flush();
        AppendHash(_hash.GetCurrentHashAsUInt128());
        Flush();
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void AppendAttributes(ManifestRecord record)
    {
        var flags = (record.Attributes is null ? 0 : ManifestFlags.Attributes)
            | (record.IsImplied ? ManifestFlags.Implied : 0)
            | (record.LinkGroup == 0 ? 0 : ManifestFlags.LinkGroup);
        _buffer[_used++] = (byte)flags;
        AppendNumber((ulong)record.Permissions);
        AppendNumber(record.Uid);
        AppendNumber(record.Gid);
        AppendNumber((ulong)((record.Modified.Seconds << 1) ^ (record.Modified.Seconds >> 63)));
        AppendNumber((ulong)record.Modified.Nanoseconds);
        if (record.Attributes is { } attributes)
        {
            AppendHash(attributes);
        }

        if (record.LinkGroup != 0)
        {
            AppendNumber((ulong)record.LinkGroup);
        }

        AppendContent(record);
    }

    private void AppendContent(ManifestRecord record)
    {
        switch (record.Kind)
        {
            case ManifestRecordKind.File:
                AppendNumber((ulong)record.Size);
                AppendHash(record.Content);
                break;
            case ManifestRecordKind.SymbolicLink:
                AppendText(record.Target);
                break;
            case ManifestRecordKind.CharacterDevice or ManifestRecordKind.BlockDevice:
                AppendNumber(record.Device);
                break;
        }
    }

    private void AppendText(ReadOnlySpan<byte> text)
    {
        AppendNumber((ulong)text.Length);
        Append(text);
    }

    private void AppendNumber(ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _buffer[_used++] = (byte)(number | 0x80);
        }

        _buffer[_used++] = (byte)number;
    }

    private void AppendHash(UInt128 hash)
    {
        BinaryPrimitives.WriteUInt128BigEndian(_buffer.AsSpan(_used), hash);
        _used += 16;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Flush()
    {
        _hash.Append(_buffer.AsSpan(0, _used));
        OpenedFile.Write(file, _buffer.AsSpan(0, _used));
        _used = 0;
    }
}
