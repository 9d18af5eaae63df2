using System.Text;
using System.Text.Json.Nodes;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Documents;

public sealed class ManifestDecoderTests
{
    private const string Artifact = "application/vnd.example.chart.v1+json";

    private static readonly TestImage Image = StoreHost.Image("one");

    [Theory]
    [InlineData(ImageFormat.Oci)]
    [InlineData(ImageFormat.Docker)]
    public void Decode_of_a_manifest_gives_its_layers(ImageFormat format)
    {
        var image = new ImageBuilder { Format = format }.Layer(layer => layer.File("file")).Build();

        var manifest = Decode(image.Manifest, image.MediaType);

        manifest.Config.Digest.Should().Be(image.Id);
        manifest.Layers.Should().ContainSingle().Which.Digest.Should().Be(image.Layers[0].Digest);
    }

    [Fact]
    public void A_manifest_that_is_an_index_too_is_refused() =>
        Refusal(Edit(manifest => manifest["manifests"] = new JsonArray())).Should().Contain("could be taken for either");

    [Fact]
    public void An_index_in_other_letters_is_seen() =>
        Refusal(Edit(manifest => manifest["Manifests"] = new JsonArray())).Should().Contain("could be taken for either");

    [Fact]
    public void A_member_that_is_there_twice_is_refused() =>
        Refusal(Edit(manifest => manifest["LAYERS"] = new JsonArray())).Should().Contain("twice");

    [Fact]
    public void Another_content_type_than_the_manifest_says_is_refused() =>
        Refusal(Image.Manifest, MediaTypes.DockerManifest).Should().Contain("says of itself");

    [Fact]
    public void Members_that_do_not_fit_the_type_are_refused() =>
        Refusal(Edit(manifest => manifest["mediaType"] = MediaTypes.OciIndex)).Should().Contain("has not the members");

    [Theory]
    [InlineData("""{"schemaVersion":1,"name":"x","fsLayers":[]}""", "application/vnd.docker.distribution.manifest.v1+prettyjws")]
    [InlineData("""{"schemaVersion":1,"name":"x","fsLayers":[]}""", null)]
    public void Schema_1_is_refused_by_name(string content, string? mediaType) => Refusal(Encoding.UTF8.GetBytes(content), mediaType).Should().Contain("schema 1");

    [Fact]
    public void An_unknown_type_is_refused_by_name() =>
        Refusal(Edit(manifest => manifest["mediaType"] = "application/vnd.example+json")).Should().Contain("'application/vnd.example+json'");

    [Fact]
    public void An_artifact_is_refused_by_name() =>
        Refusal(Edit(manifest => manifest["config"]!["mediaType"] = Artifact)).Should().Contain(Artifact);

    [Theory]
    [InlineData("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")]
    [InlineData("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip")]
    public void A_foreign_layer_is_refused(string mediaType) =>
        Refusal(Edit(manifest => manifest["layers"]![0]!["mediaType"] = mediaType)).Should().Contain("foreign");

    [Fact]
    public void A_layer_with_addresses_is_refused() =>
        Refusal(Edit(manifest => manifest["layers"]![0]!["urls"] = new JsonArray("https://example/"))).Should().Contain("foreign");

    [Fact]
    public void An_unknown_layer_is_refused_by_name() =>
        Refusal(Edit(manifest => manifest["layers"]![0]!["mediaType"] = "application/x-unknown")).Should().Contain("'application/x-unknown'");

    [Fact]
    public void More_layers_than_allowed_are_refused()
    {
        var layer = JsonNode.Parse(Image.Manifest)!["layers"]![0]!;

        Refusal(Edit(manifest => manifest["layers"] = new JsonArray([.. Enumerable.Repeat(0, 10_000).Select(_ => layer.DeepClone())]))).Should().Contain("10000 layers, and 128");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5 << 20)]
    public void A_configuration_of_a_strange_size_is_refused(long size) => Refusal(Edit(manifest => manifest["config"]!["size"] = size)).Should().Contain("configuration has");

    [Fact]
    public void A_manifest_of_20_megabytes_is_refused() => Refusal(new byte[20 << 20]).Should().Contain("4194304 are allowed");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"schemaVersion":2,"config":null,"layers":[]}""")]
    public void What_is_no_manifest_is_refused(string content) => Refusal(Encoding.UTF8.GetBytes(content)).Should().Contain("is refused");

    [Theory]
    [InlineData("""{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":2},"layers":[null]}""")]
    [InlineData("""{"schemaVersion":2,"mediaType":"\ud800","config":{},"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"\udc00":1,"config":{},"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"config":{"mediaType":"\ud800","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":2},"layers":[]}""")]
    public void What_no_program_writes_is_refused(string content) => Refusal(Encoding.UTF8.GetBytes(content)).Should().Contain("is refused");

    [Fact]
    public void An_index_that_names_null_is_refused()
    {
        var decode = () => ManifestDecoder.DecodeIndex("web", MediaTypes.OciIndex, """{"schemaVersion":2,"manifests":[null]}"""u8.ToArray());

        decode.Should().Throw<ImageFormatException>().WithMessage("*null*");
    }

    [Fact]
    public void A_configuration_whose_history_holds_null_is_refused()
    {
        var config = JsonNode.Parse(Image.Config)!;
        config["history"] = new JsonArray((JsonNode?)null);

        var decode = () => ConfigDecoder.Decode("web", Encoding.UTF8.GetBytes(config.ToJsonString()));

        decode.Should().Throw<ImageFormatException>().WithMessage("*null*");
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        Refusal(Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"x":{{new string('[', 100)}}{{new string(']', 100)}}}""")).Should().Contain("no JSON");

    [Fact]
    public void A_configuration_with_another_number_of_layers_is_refused()
    {
        var config = JsonNode.Parse(Image.Config)!;
        config["rootfs"]!["diff_ids"] = new JsonArray();

        var decode = () => ConfigDecoder.Decode("web", Encoding.UTF8.GetBytes(config.ToJsonString()), Decode(Image.Manifest, null));

        decode.Should().Throw<ImageFormatException>().WithMessage("*1 layers, and its configuration 0*");
    }

    [Fact]
    public void A_root_file_system_of_another_type_is_refused()
    {
        var config = JsonNode.Parse(Image.Config)!;
        config["rootfs"]!["type"] = "windows";

        var decode = () => ConfigDecoder.Decode("web", Encoding.UTF8.GetBytes(config.ToJsonString()));

        decode.Should().Throw<ImageFormatException>().WithMessage("*'windows'*");
    }

    private static byte[] Edit(Action<JsonNode> edit)
    {
        var manifest = JsonNode.Parse(Image.Manifest)!;
        edit(manifest);
        return Encoding.UTF8.GetBytes(manifest.ToJsonString());
    }

    private static ImageManifest Decode(byte[] content, string? mediaType) =>
        ManifestDecoder.DecodeManifest("web", ManifestDecoder.TypeOf("web", mediaType, content), content, new ImageLimits());

    private static string Refusal(byte[] content, string? mediaType = null)
    {
        var decode = () => Decode(content, mediaType);
        return decode.Should().Throw<ImageFormatException>().Which.Message;
    }
}
