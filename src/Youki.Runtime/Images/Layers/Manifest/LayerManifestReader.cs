using System.Buffers.Binary;
using System.IO.Hashing;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>Reads a layer manifest, record by record.</summary>
/// <param name="stream">The manifest from its beginning.</param>
internal sealed class LayerManifestReader(Stream stream) : IDisposable
{
    private const int MaxText = 8 * 1024;
    private const int HashLength = 16;

    private readonly BufferedStream _stream = new(stream, 64 * 1024);
    private readonly XxHash128 _hash = new();
    private readonly byte[] _small = new byte[HashLength];
    private long _records;

    /// <summary>Reads the first line.</summary>
    public void Begin() => Require(ReadBytes(LayerManifestWriter.Magic.Length).AsSpan().SequenceEqual(LayerManifestWriter.Magic));

    /// <summary>The next record. Null: the end, and the hash says that nothing was changed.</summary>
    /// <exception cref="InvalidDataException">The manifest is damaged.</exception>
    public ManifestRecord? Read()
    {
        var kind = (ManifestRecordKind)ReadByte();
        if (kind == ManifestRecordKind.End)
        {
            CheckEnd();
            return null;
        }

        _records++;
        var record = new ManifestRecord { Kind = kind, Name = kind == ManifestRecordKind.DirectoryEnd ? [] : ReadText() };
        return kind == ManifestRecordKind.DirectoryBegin ? record : ReadContent(ReadAttributes(record));
    }

    public void Dispose() => _stream.Dispose();

    private ManifestRecord ReadAttributes(ManifestRecord record)
    {
        var flags = (ManifestFlags)ReadByte();
        var permissions = (int)ReadNumber();
        var uid = (uint)ReadNumber();
        var gid = (uint)ReadNumber();
        var seconds = ReadNumber();
        var modified = new FileTime((long)(seconds >> 1) ^ -(long)(seconds & 1), (long)ReadNumber());
        return record with
        {
            Permissions = permissions,
            Uid = uid,
            Gid = gid,
            Modified = modified,
            Attributes = flags.HasFlag(ManifestFlags.Attributes) ? ReadHash() : null,
            LinkGroup = flags.HasFlag(ManifestFlags.LinkGroup) ? (int)ReadNumber() : 0,
            IsImplied = flags.HasFlag(ManifestFlags.Implied),
        };
    }

    private ManifestRecord ReadContent(ManifestRecord record)
    {
        switch (record.Kind)
        {
            case ManifestRecordKind.File:
                var size = (long)ReadNumber();
                return record with { Size = size, Content = ReadHash() };
            case ManifestRecordKind.SymbolicLink:
                return record with { Target = ReadText() };
            case ManifestRecordKind.CharacterDevice or ManifestRecordKind.BlockDevice:
                return record with { Device = ReadNumber() };
            default:
                Require(record.Kind is ManifestRecordKind.Fifo or ManifestRecordKind.DirectoryEnd);
                return record;
        }
    }

    private void CheckEnd()
    {
        Require(ReadNumber() == (ulong)_records);
        var expected = _hash.GetCurrentHashAsUInt128();
        Require(ReadHash() == expected && _stream.ReadByte() < 0);
    }

    private byte[] ReadText()
    {
        var length = ReadNumber();
        Require(length <= MaxText);
        return ReadBytes((int)length);
    }

    private UInt128 ReadHash()
    {
        Fill(_small);
        return BinaryPrimitives.ReadUInt128BigEndian(_small);
    }

    private ulong ReadNumber()
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            Require(shift < 64);
            var group = ReadByte();
            number |= (ulong)(group & 0x7F) << shift;
            if (group < 0x80)
            {
                return number;
            }
        }
    }

    private byte ReadByte()
    {
        Fill(_small.AsSpan(0, 1));
        return _small[0];
    }

    private byte[] ReadBytes(int length)
    {
        var bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }

    private void Fill(Span<byte> buffer)
    {
        Require(_stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length);
        _hash.Append(buffer);
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidDataException("The manifest of the layer is damaged.");
        }
    }
}
