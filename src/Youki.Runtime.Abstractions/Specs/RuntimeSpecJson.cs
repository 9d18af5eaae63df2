using System.Text.Json;

namespace Youki.Runtime.Specs;

/// <summary>Reads and writes the JSON documents of the OCI runtime-spec. Members that it does not know survive a round trip.</summary>
public static class RuntimeSpecJson
{
    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <param name="utf8Json">The document in UTF-8, without a byte order mark.</param>
    /// <exception cref="JsonException">It is not JSON, or a member has another type than the specification says.</exception>
    public static RuntimeSpec Parse(ReadOnlySpan<byte> utf8Json) => NotNull(JsonSerializer.Deserialize(utf8Json, RuntimeSpecJsonContext.Default.RuntimeSpec));

    /// <summary>Reads a <c>config.json</c>; the stream stays open.</summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <exception cref="JsonException">It is not JSON, or a member has another type than the specification says.</exception>
    public static RuntimeSpec Parse(Stream utf8Json) => NotNull(JsonSerializer.Deserialize(utf8Json, RuntimeSpecJsonContext.Default.RuntimeSpec));

    /// <summary>Writes a <c>config.json</c> in UTF-8. Null members are left out.</summary>
    public static byte[] Serialize(RuntimeSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return JsonSerializer.SerializeToUtf8Bytes(spec, RuntimeSpecJsonContext.Default.RuntimeSpec);
    }

    /// <summary>Writes a process alone in UTF-8, as the <c>exec</c> verb of runtimes takes it. Null members are left out.</summary>
    public static byte[] SerializeProcess(OciProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return JsonSerializer.SerializeToUtf8Bytes(process, RuntimeSpecJsonContext.Default.OciProcess);
    }

    /// <summary>Writes <c>linux.resources</c> in UTF-8, as a runtime's <c>update</c> verb reads them. Null members are left out.</summary>
    public static byte[] Serialize(LinuxResources resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return JsonSerializer.SerializeToUtf8Bytes(resources, RuntimeSpecJsonContext.Default.LinuxResources);
    }

    /// <summary>Reads what a runtime's <c>state</c> verb prints.</summary>
    /// <param name="utf8Json">The document in UTF-8, without a byte order mark.</param>
    /// <exception cref="JsonException">It is not JSON, or a member has another type than the specification says.</exception>
    public static OciState ParseState(ReadOnlySpan<byte> utf8Json) => NotNull(JsonSerializer.Deserialize(utf8Json, RuntimeSpecJsonContext.Default.OciState));

    private static T NotNull<T>(T? document)
        where T : class => document ?? throw new JsonException("The document is 'null'; an object was expected.");
}
