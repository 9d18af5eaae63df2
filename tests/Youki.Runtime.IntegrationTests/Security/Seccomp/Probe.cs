using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Youki.Runtime.IntegrationTests.Security.Seccomp;

/// <summary>
/// A static program of x86-64, put together here byte by byte, that makes system calls and prints for each one character: a space and the error number, of which
/// only six bits count, above it. Nothing else is between the test and the kernel.
/// </summary>
internal sealed class Probe
{
    private const long Base = 0x400000;
    private const int HeaderSize = 64 + 56;
    private const int MaxCalls = 64;

    private readonly List<byte> _code = [];
    private readonly List<string> _names = [];

    public Probe()
    {
        Assert.SkipUnless(RuntimeInformation.OSArchitecture == Architecture.X64, "the probe is a program of x86-64");
        Emit([0x49, 0xBC], Base + HeaderSize); // mov r12, where the answers lie
    }

    /// <summary>A call of a 64-bit program.</summary>
    public Probe Call(string name, long number, long first = 0, long second = 0, long third = 0)
    {
        Emit([0x48, 0xBF], first);
        Emit([0x48, 0xBE], second);
        Emit([0x48, 0xBA], third);
        Emit([0x49, 0xBA], 0);
        Emit([0x49, 0xB8], 0);
        Emit([0x49, 0xB9], 0);
        Emit([0x48, 0xB8], number);
        _code.AddRange([0x0F, 0x05]);
        return Keep(name);
    }

    /// <summary>A call of a 32-bit program, which a 64-bit one can make as well.</summary>
    public Probe Call32(string name, int number, int first = 0, int second = 0, int third = 0)
    {
        Emit32(0xBB, first);
        Emit32(0xB9, second);
        Emit32(0xBA, third);
        Emit32(0xB8, number);
        _code.AddRange([0xCD, 0x80, 0x48, 0x63, 0xC0]); // int 0x80; movsxd rax, eax
        return Keep(name);
    }

    /// <summary>socket(2) as old 32-bit programs make it: the arguments lie in memory.</summary>
    public Probe SocketCall(string name, int family, int type)
    {
        const int Arguments = (int)Base + HeaderSize + MaxCalls;
        foreach (var (offset, value) in new[] { (0, family), (4, type), (8, 0) })
        {
            Emit([0x48, 0xB8], Arguments + offset);
            _code.AddRange([0xC7, 0x00]); // mov dword [rax], value
            _code.AddRange(BitConverter.GetBytes(value));
        }

        return Call32(name, 102, 1, Arguments);
    }

    /// <summary>Writes the program.</summary>
    public void WriteTo(string path)
    {
        var answers = Base + HeaderSize;
        byte[] end = [.. Loading(0x48, 0xBF, 1), .. Loading(0x48, 0xBE, answers), .. Loading(0x48, 0xBA, _names.Count + 1), .. Loading(0x48, 0xB8, 1), 0x0F, 0x05,
            .. Loading(0x48, 0xBF, 0), .. Loading(0x48, 0xB8, 231), 0x0F, 0x05];
        var data = new byte[MaxCalls + 16];
        data[_names.Count] = (byte)'\n';
        byte[] body = [.. data, .. _code, .. end];
        File.WriteAllBytes(path, [.. Header(HeaderSize + body.Length, Base + HeaderSize + data.Length), .. body]);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>What it printed: the error number of each call, 0 for none.</summary>
    public Dictionary<string, int> Read(string output) =>
        _names.Select((name, i) => (name, error: output[i] - ' ')).ToDictionary(pair => pair.name, pair => pair.error);

    private Probe Keep(string name)
    {
        _names.Count.Should().BeLessThan(MaxCalls - 1);
        _code.AddRange([0x48, 0xF7, 0xD8]); // neg rax
        _code.AddRange([0x48, 0x3D, 0xFF, 0x0F, 0x00, 0x00, 0x76, 0x02, 0x31, 0xC0]); // above 4095, it was no error: 0
        _code.AddRange([0x24, 0x3F, 0x04, 0x20]); // and al, 63; add al, 32
        _code.AddRange([0x41, 0x88, 0x84, 0x24]); // mov [r12 + n], al
        _code.AddRange(BitConverter.GetBytes(_names.Count));
        _names.Add(name);
        return this;
    }

    private void Emit(ReadOnlySpan<byte> load, long value) => _code.AddRange(Loading(load[0], load[1], value));

    private void Emit32(byte load, int value) => _code.AddRange([load, .. BitConverter.GetBytes(value)]);

    private static byte[] Loading(byte prefix, byte load, long value) => [prefix, load, .. BitConverter.GetBytes(value)];

    /// <summary>The least that the kernel takes for a program: one segment, readable, writable and executable.</summary>
    private static byte[] Header(int size, long entry)
    {
        var header = new byte[HeaderSize];
        ((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(header);
        Put16(16, 2); // an executable
        Put16(18, 62); // of x86-64
        Put32(20, 1);
        Put64(24, entry);
        Put64(32, 64); // where the segment is described
        Put16(52, 64);
        Put16(54, 56);
        Put16(56, 1);
        Put32(64, 1); // it is loaded
        Put32(68, 7);
        Put64(80, Base);
        Put64(88, Base);
        Put64(96, size);
        Put64(104, size);
        Put64(112, 4096);
        return header;

        void Put16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at), value);
        void Put32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at), value);
        void Put64(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(at), value);
    }
}
