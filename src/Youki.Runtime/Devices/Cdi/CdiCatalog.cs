using System.Globalization;

namespace Youki.Runtime.Devices.Cdi;

/// <summary>The devices of CDI on this host: finds those that are asked for, with everything that their specs bring with them.</summary>
internal sealed class CdiCatalog(CdiReader reader)
{
    private const string All = "all";
    private const string DefaultGpuKind = "nvidia.com/gpu";

    /// <summary>What there is.</summary>
    public CdiInventory Inventory()
    {
        var specs = reader.Read();
        return new CdiInventory
        {
            Devices = [.. specs.Names.Select(name => new CdiDevice { Name = name, Files = [.. specs.Find(name).Select(found => found.File.Path)] })],
            Problems = specs.Problems,
        };
    }

    /// <summary>Adds what the devices bring with them.</summary>
    /// <exception cref="DeviceException">One is not there, or two specs of the same rank describe it.</exception>
    public void Add(DeviceSetBuilder builder, IReadOnlyList<string> names, GpuRequest? gpus)
    {
        if (names.Count == 0 && gpus is null)
        {
            return;
        }

        var specs = reader.Read();
        var found = names.SelectMany(name => Expand(specs, name)).Concat(GpusOf(specs, gpus)).Distinct().Select(name => (name, Only(specs, name))).ToList();
        foreach (var file in found.Select(one => one.Item2.File).Distinct())
        {
            Apply(builder, file.Document.ContainerEdits, $"the spec '{file.Path}'");
        }

        foreach (var (name, (_, device)) in found)
        {
            Apply(builder, device.ContainerEdits, $"the device {name}");
        }
    }

    private static IEnumerable<string> GpusOf(CdiSpecs specs, GpuRequest? gpus)
    {
        var kind = gpus?.Kind ?? DefaultGpuKind;
        if (gpus?.Names is { } names)
        {
            return names.SelectMany(name => Expand(specs, $"{kind}={name}"));
        }

        if (gpus is null or { Count: 0 })
        {
            return [];
        }

        if (gpus.Count is null or < 0)
        {
            return Expand(specs, $"{kind}={All}");
        }

        var there = Members(specs, kind);
        return there.Count >= gpus.Count
            ? there.Take(gpus.Count.Value)
            : throw NotFound(specs, kind, $"There are {there.Count} devices of the class {kind}, and {gpus.Count} are asked for.");
    }

    /// <summary>The name <c>all</c> is every device of the class, unless a spec gives it a meaning of its own.</summary>
    private static List<string> Expand(CdiSpecs specs, string name)
    {
        if (!name.EndsWith($"={All}", StringComparison.Ordinal) || specs.Find(name).Count > 0)
        {
            return [name];
        }

        var members = Members(specs, name[..^(All.Length + 1)]);
        return members.Count > 0 ? members : throw NotFound(specs, name, $"There is no device of the class {name[..^(All.Length + 1)]}.");
    }

    /// <summary>The devices of a class; by their numbers, where they have such, and one of several names for all of them left out.</summary>
    private static List<string> Members(CdiSpecs specs, string kind)
    {
        var prefix = $"{kind}=";
        var names = specs.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name != $"{prefix}{All}").ToList();

        // Some describe a device twice, by its number and by its serial number.
        var numbered = names.Where(name => int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderBy(name => int.Parse(name.AsSpan(prefix.Length), CultureInfo.InvariantCulture)).ToList();
        return numbered.Count > 0 ? numbered : names;
    }

    private static (CdiSpecs.File File, CdiEntry Device) Only(CdiSpecs specs, string name) => specs.Find(name) switch
    {
        [var only] => only,
        [] => throw NotFound(specs, name, $"There is no device {name}."),
        var several => throw new DeviceException(
            name, DeviceFailure.Conflict, $"The device {name} is described by {string.Join(" and ", several.Select(one => $"'{one.File.Path}'"))}, which have the same rank. Remove it from all but one of them."),
    };

    private static DeviceException NotFound(CdiSpecs specs, string name, string what)
    {
        var there = specs.Names is { Count: > 0 } names ? $"There are {string.Join(", ", names)}." : "No CDI spec on this host describes any device.";
        var problems = string.Concat(specs.Problems.Select(problem => $" '{problem.Key}' is not used: {problem.Value}."));
        return new DeviceException(name, DeviceFailure.NotFound, $"{what} {there}{problems}") { Available = specs.Names };
    }

    private static void Apply(DeviceSetBuilder builder, CdiEdits? edits, string owner)
    {
        if (edits is not null)
        {
            CdiMerge.Apply(builder, edits, owner);
        }
    }
}
