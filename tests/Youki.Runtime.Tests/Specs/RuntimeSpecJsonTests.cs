using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

public sealed class RuntimeSpecJsonTests
{
    public static TheoryData<string> Documents =>
    [
        "oci-1.3.0-example.json", "every-member.json",
        "youki-0.7.0-spec.json", "youki-0.7.0-spec-rootless.json", "runc-1.1.5-spec.json", "runc-1.1.5-spec-rootless.json",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Serialize_parsed_document_gives_the_same_document(string name)
    {
        var document = SpecFiles.Fixture(name);

        var written = RuntimeSpecJson.Serialize(RuntimeSpecJson.Parse(document));

        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(document)).Should().BeTrue($"{name} became {JsonNode.Parse(written)}");
    }

    [Fact]
    public void Parse_document_with_every_member_knows_them_all_and_no_others()
    {
        var document = JsonNode.Parse(SpecFiles.Fixture("every-member.json"))!.AsObject();
        document.Remove("_source");
        var types = new HashSet<JsonTypeInfo>();
        var seen = new HashSet<string>();

        Visit(document, RuntimeSpecJsonContext.Default.RuntimeSpec, (node, type) =>
        {
            types.Add(type);
            seen.UnionWith(node.Select(member => $"{type.Type.Name}.{member.Key}"));
        });

        seen.Should().BeEquivalentTo(types.SelectMany(type => type.Properties.Where(property => !property.IsExtensionData).Select(property => $"{type.Type.Name}.{property.Name}")));
    }

    [Fact]
    public void Serialize_unknown_members_at_every_level_keeps_them()
    {
        var document = JsonNode.Parse(SpecFiles.Fixture("every-member.json"))!.AsObject();
        var levels = 0;
        Visit(document, RuntimeSpecJsonContext.Default.RuntimeSpec, (node, _) => node["x-unknown"] = new JsonObject { ["level"] = ++levels });

        var written = RuntimeSpecJson.Serialize(RuntimeSpecJson.Parse(JsonSerializer.SerializeToUtf8Bytes(document)));

        levels.Should().BeGreaterThan(40);
        JsonNode.DeepEquals(JsonNode.Parse(written), document).Should().BeTrue();
    }

    [Fact]
    public void Serialize_empty_spec_writes_nothing() => RuntimeSpecJson.Serialize(new RuntimeSpec()).Should().Equal("{}"u8.ToArray());

    [Fact]
    public void Parse_null_throws() => FluentActions.Invoking(() => RuntimeSpecJson.Parse("null"u8)).Should().Throw<JsonException>();

    [Fact]
    public void Parse_stream_reads_the_document()
    {
        using var stream = new MemoryStream("""{"hostname":"web"}"""u8.ToArray());

        RuntimeSpecJson.Parse(stream).Hostname.Should().Be("web");
    }

    [Fact]
    public void ParseState_reads_what_youki_prints()
    {
        var state = RuntimeSpecJson.ParseState(
            """{"ociVersion":"v1.0.2","id":"a","status":"running","pid":12,"bundle":"/b","annotations":{},"created":"2026-08-01T10:00:00Z","creator":0}"""u8);

        state.Should().BeEquivalentTo(new { OciVersion = "v1.0.2", Id = "a", Status = "running", Pid = 12, Bundle = "/b" });
        state.UnknownMembers.Should().ContainKeys("created", "creator");
    }

    /// <summary>Calls for each object that is a record, not a map, by what the source-generated context knows.</summary>
    private static void Visit(JsonObject node, JsonTypeInfo type, Action<JsonObject, JsonTypeInfo> visit)
    {
        var isMap = type.Kind == JsonTypeInfoKind.Dictionary;
        foreach (var (name, value) in node.ToList())
        {
            Descend(value, isMap ? type.ElementType : type.Properties.FirstOrDefault(property => property.Name == name)?.PropertyType, visit);
        }

        if (!isMap)
        {
            visit(node, type);
        }
    }

    private static void Descend(JsonNode? value, Type? valueType, Action<JsonObject, JsonTypeInfo> visit)
    {
        var type = valueType is null ? null : RuntimeSpecJsonContext.Default.GetTypeInfo(valueType);
        if (type is not null && value is JsonObject child)
        {
            Visit(child, type, visit);
        }

        foreach (var item in value as JsonArray ?? [])
        {
            Descend(item, type?.ElementType, visit);
        }
    }
}
