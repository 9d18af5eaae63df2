using System.Text.Json;
using System.Text.Json.Nodes;

namespace Youki.Runtime.Specs;

/// <summary>A spec in the making. It works on the JSON tree, so that members which the records do not know are merged like all others.</summary>
internal sealed class SpecMerge
{
    private readonly JsonObject _document = [];
    private readonly Dictionary<string, ISpecContributor> _authors = new(StringComparer.Ordinal);

    /// <summary>Adds a fragment. Fragments come in the order of their stages.</summary>
    public void Add(ISpecContributor author, RuntimeSpec fragment)
    {
        var source = JsonSerializer.SerializeToNode(fragment, RuntimeSpecJsonContext.Default.RuntimeSpec)!.AsObject();
        MergeObject(_document, source, string.Empty, author);
    }

    public ComposedSpec Finish()
    {
        if (_document["mounts"] is JsonArray mounts)
        {
            MountOrder.BringParentsFirst(mounts);
        }

        return new(
            _document.Deserialize(RuntimeSpecJsonContext.Default.RuntimeSpec)!,
            _authors.ToDictionary(entry => entry.Key, entry => entry.Value.GetType().Name));
    }

    private void MergeObject(JsonObject target, JsonObject source, string path, ISpecContributor author)
    {
        foreach (var (name, value) in source)
        {
            MergeMember(target, name, value, path.Length == 0 ? name : $"{path}.{name}", author);
        }
    }

    private void MergeMember(JsonObject target, string name, JsonNode? value, string path, ISpecContributor author)
    {
        if (value is JsonArray items && SpecMergeRules.KeyedLists.TryGetValue(path, out var keyOf))
        {
            MergeKeyedList(ChildOf<JsonArray>(target, name), items, path, keyOf, author);
        }
        else if (value is JsonArray added && SpecMergeRules.AppendedLists.Contains(path))
        {
            Append(ChildOf<JsonArray>(target, name), added, path, author);
        }
        else if (value is JsonObject map && SpecMergeRules.Maps.Contains(path))
        {
            MergeMap(ChildOf<JsonObject>(target, name), map, path, author);
        }
        else if (value is JsonObject child && !SpecMergeRules.Wholes.Contains(path) && target[name] is null or JsonObject)
        {
            MergeObject(ChildOf<JsonObject>(target, name), child, path, author);
        }
        else
        {
            if (target[name] is JsonObject)
            {
                ClaimBelow(path, author);
            }

            Set(target, name, value, path, author);
        }
    }

    private void MergeKeyedList(JsonArray target, JsonArray source, string path, Func<JsonNode?, string> keyOf, ISpecContributor author)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < target.Count; i++)
        {
            places[keyOf(target[i])] = i;
        }

        foreach (var item in source)
        {
            var key = keyOf(item);
            if (places.TryGetValue(key, out var place))
            {
                Claim($"{path}[{key}]", target[place], item, author);
                target[place] = item?.DeepClone();
            }
            else
            {
                places[key] = target.Count;
                _authors[$"{path}[{key}]"] = author;
                target.Add(item?.DeepClone());
            }
        }
    }

    private void Append(JsonArray target, JsonArray source, string path, ISpecContributor author)
    {
        foreach (var item in source)
        {
            _authors[$"{path}[{target.Count}]"] = author;
            target.Add(item?.DeepClone());
        }
    }

    private void MergeMap(JsonObject target, JsonObject source, string path, ISpecContributor author)
    {
        foreach (var (key, value) in source)
        {
            Set(target, key, value, $"{path}[{key}]", author);
        }
    }

    private void Set(JsonObject target, string name, JsonNode? value, string path, ISpecContributor author)
    {
        Claim(path, target[name], value, author);
        target[name] = value?.DeepClone();
    }

    /// <summary>Makes the author that of a member, unless another one of the same stage has set it to something else.</summary>
    private void Claim(string path, JsonNode? present, JsonNode? value, ISpecContributor author)
    {
        if (!_authors.TryGetValue(path, out var former) || former.Stage != author.Stage || ReferenceEquals(former, author))
        {
            _authors[path] = author;
        }
        else if (!JsonNode.DeepEquals(present, value))
        {
            throw Conflict(path, former, author);
        }
    }

    /// <summary>Clears the way for a value where an object stood, which happens only to members that the records do not know.</summary>
    private void ClaimBelow(string path, ISpecContributor author)
    {
        var prefix = $"{path}.";
        foreach (var (below, former) in _authors.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            if (former.Stage == author.Stage && !ReferenceEquals(former, author))
            {
                throw Conflict(path, former, author);
            }

            _authors.Remove(below);
        }
    }

    private static SpecConflictException Conflict(string path, ISpecContributor first, ISpecContributor second) =>
        new(path, first.GetType().Name, second.GetType().Name);

    private static T ChildOf<T>(JsonObject target, string name)
        where T : JsonNode
    {
        if (target[name] is T child)
        {
            return child;
        }

        JsonNode made = typeof(T) == typeof(JsonArray) ? new JsonArray() : new JsonObject();
        return (T)(target[name] = made);
    }
}
