namespace Youki.Runtime.Tool.Terminals;

/// <summary>Looks for the keys that leave a container among what is typed. What may be the beginning of them is held back until the next key.</summary>
internal sealed class DetachFilter(IReadOnlyList<byte> keys)
{
    private readonly List<byte> _held = [];

    /// <summary>The keys were typed; nothing more is passed on.</summary>
    public bool IsDetached { get; private set; }

    /// <summary>What of these bytes, and of those held back before, is the container's.</summary>
    public byte[] Pass(ReadOnlySpan<byte> typed)
    {
        if (keys.Count == 0)
        {
            return typed.ToArray();
        }

        var passed = new List<byte>(typed.Length);
        foreach (var key in typed)
        {
            _held.Add(key);
            while (!IsBeginning())
            {
                passed.Add(_held[0]);
                _held.RemoveAt(0);
            }

            if (_held.Count == keys.Count)
            {
                IsDetached = true;
                _held.Clear();
                break;
            }
        }

        return [.. passed];
    }

    /// <summary>What is still held back, when nothing more will be typed.</summary>
    public byte[] Rest()
    {
        byte[] rest = [.. _held];
        _held.Clear();
        return rest;
    }

    private bool IsBeginning() => _held.SequenceEqual(keys.Take(_held.Count));
}
