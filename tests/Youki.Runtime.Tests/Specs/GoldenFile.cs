using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

/// <summary>Compares a spec with a file in the folder Golden. With UPDATE_GOLDEN=1 in the environment, writes the file instead.</summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Check(RuntimeSpec spec, string name)
    {
        var path = SpecFiles.PathOf("Golden", name);
        var actual = JsonNode.Parse(RuntimeSpecJson.Serialize(spec))!.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        actual.Should().Be(expected, $"{path} says so; where the change is meant, run the tests with UPDATE_GOLDEN=1 and review the difference");
    }
}
