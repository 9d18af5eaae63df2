using System.Collections.Concurrent;

namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>Tokens that may be used again.</summary>
internal sealed class TokenCache(TimeProvider time)
{
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<TokenKey, RegistryToken> _tokens = new();

    /// <summary>A token that holds still. Null: there is none.</summary>
    public string? Find(TokenKey key) => _tokens.TryGetValue(key, out var token) && token.UsedUntil > time.GetUtcNow() ? token.Value : null;

    public void Add(TokenKey key, RegistryToken token)
    {
        if (_tokens.Count >= Capacity)
        {
            _tokens.Clear();
        }

        _tokens[key] = token;
    }

    /// <summary>Forgets a token that was refused; not another one that has taken its place.</summary>
    public void Drop(TokenKey key, string value)
    {
        if (_tokens.TryGetValue(key, out var token) && token.Value == value)
        {
            _tokens.TryRemove(new KeyValuePair<TokenKey, RegistryToken>(key, token));
        }
    }
}
