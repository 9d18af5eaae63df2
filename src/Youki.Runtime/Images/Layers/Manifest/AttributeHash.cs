using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>A hash of those extended attributes that came with a layer or that its unpacking made; the host's labels are not among them.</summary>
internal static class AttributeHash
{
    /// <returns>Null: there are none.</returns>
    public static UInt128? Of(SafeFileHandle handle)
    {
        var names = ExtendedAttributes.List(handle).Where(name => IsCounted(name)).ToList();
        if (names.Count == 0)
        {
            return null;
        }

        names.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        var hash = new XxHash128();
        foreach (var name in names)
        {
            Append(hash, name);
            Append(hash, ExtendedAttributes.Get(handle, name) ?? []);
        }

        return hash.GetCurrentHashAsUInt128();
    }

    private static bool IsCounted(ReadOnlySpan<byte> name) =>
        name.StartsWith("user."u8) || name.StartsWith("trusted."u8) || name.StartsWith("system.posix_acl_"u8) || name.SequenceEqual("security.capability\0"u8);

    private static void Append(XxHash128 hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
    }
}
