using System.Text.Json;

namespace Youki.Runtime.Tests.Images.References;

public sealed class ImageReferenceTests
{
    private static readonly string Sha = "sha256:" + new string('a', 64);

    [Theory]
    [InlineData("alpine", "docker.io/library/alpine:latest")]
    [InlineData("alpine:3", "docker.io/library/alpine:3")]
    [InlineData("team/web", "docker.io/team/web:latest")]
    [InlineData("docker.io/alpine", "docker.io/library/alpine:latest")]
    [InlineData("index.docker.io/alpine", "docker.io/library/alpine:latest")]
    [InlineData("docker.io/library/alpine", "docker.io/library/alpine:latest")]
    [InlineData("localhost/web", "localhost/web:latest")]
    [InlineData("localhost:5000/web", "localhost:5000/web:latest")]
    [InlineData("127.0.0.1:5000/a/b/c:v1", "127.0.0.1:5000/a/b/c:v1")]
    [InlineData("[::1]:5000/web", "[::1]:5000/web:latest")]
    [InlineData("[2001:db8::1]/web", "[2001:db8::1]/web:latest")]
    [InlineData("ghcr.io/Team/web", null)]
    [InlineData("GHCR.io/team/web", "ghcr.io/team/web:latest")]
    [InlineData("Registry/web", "registry/web:latest")]
    [InlineData("a.b/c", "a.b/c:latest")]
    [InlineData("web:5000", "docker.io/library/web:5000")]
    [InlineData("a__b/c--d.e_f", "docker.io/a__b/c--d.e_f:latest")]
    [InlineData("web:A_b-c.9", "docker.io/library/web:A_b-c.9")]
    public void Parse_normalises(string text, string? whole)
    {
        var valid = ImageReference.TryParse(text, out var reference);

        valid.Should().Be(whole is not null);
        reference.ToString().Should().Be(whole ?? "");
    }

    [Theory]
    [InlineData("alpine")]
    [InlineData("localhost:5000/web:1")]
    [InlineData("[::1]:5000/web")]
    [InlineData("oci:/srv/images:web")]
    [InlineData("dir:/srv/root")]
    public void ToString_is_read_back_as_the_same(string text)
    {
        var reference = ImageReference.Parse(text);

        ImageReference.Parse(reference.ToString()).Should().Be(reference);
    }

    [Fact]
    public void Parse_tag_and_digest_keeps_both()
    {
        var reference = ImageReference.Parse($"quay.io/web:1@{Sha}");

        (reference.Tag, reference.Digest?.Value, reference.ToString()).Should().Be(("1", Sha, $"quay.io/web:1@{Sha}"));
    }

    [Fact]
    public void Parse_digest_alone_has_no_tag()
    {
        var reference = ImageReference.Parse($"web@{Sha}");

        (reference.Tag, reference.ToString()).Should().Be((null, $"docker.io/library/web@{Sha}"));
    }

    public static TheoryData<string> Invalid =>
    [
        "", " ", "Alpine", "alpine:", ":3", "/alpine", "alpine/", "a//b", "alpine:3:4", "alpine:-x", "alpine:.x", "alpine:" + new string('t', 129), "alpine@", "alpine@sha256:abc", "alpine@md5:" + new string('a', 32),
        $"alpine@{Sha}@{Sha}", "-alpine", "alpine-", "al..pine", "a___b", "a._b", ".alpine", "alpine.", "../alpine", "registry.example/../alpine", "registry.example/", "registry.example:99999999/web",
        "-registry.example/web", "registry-.example/web", "reg istry.example/web", "http://registry.example/web", "https://registry.example/web:1", "user@registry.example/web", "registry.example/web?x=1",
        "registry.example/web#x", "registry.example/web%2f", "alpine\n", "alp\0ine", "alpine:3\n", "älpine", "[::1/web", "[::g]/web", "[]:5000/web", new string('a', 64), "library/" + new string('a', 300), new string('/', 5000),
        "registry.example:/web", "registry.example:5000:6000/web", "registry.example:65536/web", "[:::]/web",
    ];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Parse_invalid_text_throws(string text)
    {
        FluentActions.Invoking(() => ImageReference.Parse(text)).Should().Throw<FormatException>();
        ImageReference.TryParse(text, out _).Should().BeFalse();
    }

    [Fact]
    public void Parse_null_is_none() => ImageReference.TryParse(null, out _).Should().BeFalse();

    [Fact]
    public void Parse_endless_text_throws_quickly_and_briefly() =>
        FluentActions.Invoking(() => ImageReference.Parse(string.Concat(Enumerable.Repeat("a-", 1_000_000)))).Should().Throw<FormatException>().Which.Message.Length.Should().BeLessThan(500);

    [Theory]
    [InlineData("oci:/srv/images", ImageTransport.OciDirectory, "/srv/images", null)]
    [InlineData("oci:/srv/images:web", ImageTransport.OciDirectory, "/srv/images", "web")]
    [InlineData("oci:/srv/images:docker.io/library/alpine:3", ImageTransport.OciDirectory, "/srv/images", "docker.io/library/alpine:3")]
    [InlineData("oci-archive:/srv/a.tar", ImageTransport.OciArchive, "/srv/a.tar", null)]
    [InlineData("oci-archive:/srv/a.tar:1", ImageTransport.OciArchive, "/srv/a.tar", "1")]
    [InlineData("docker-archive:/srv/a.tar:alpine:3", ImageTransport.DockerArchive, "/srv/a.tar", "alpine:3")]
    [InlineData("dir:/srv/root:with:colons", ImageTransport.Directory, "/srv/root:with:colons", null)]
    public void Parse_transport_splits_path_and_name(string text, ImageTransport transport, string path, string? tag)
    {
        var reference = ImageReference.Parse(text);

        (reference.Transport, reference.Path, reference.Tag, reference.Registry).Should().Be((transport, path, tag, null));
    }

    [Theory]
    [InlineData("oci:")]
    [InlineData("oci:images")]
    [InlineData("oci:./images")]
    [InlineData("oci:/srv/images:")]
    [InlineData("oci:/srv/images:a b")]
    [InlineData("oci-archive:a.tar")]
    [InlineData("docker-archive:")]
    [InlineData("dir:")]
    [InlineData("dir:root")]
    [InlineData("docker://alpine")]
    public void Parse_transport_without_a_plain_absolute_path_throws(string text) => ImageReference.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("alpine:3", "alpine:3")]
    [InlineData("docker.io/team/web", "team/web:latest")]
    [InlineData("quay.io/web", "quay.io/web:latest")]
    [InlineData("dir:/srv/root", "dir:/srv/root")]
    public void ToShortString_is_what_people_write(string text, string shortened) => ImageReference.Parse(text).ToShortString().Should().Be(shortened);

    [Fact]
    public void WithTag_and_WithDigest_replace_both()
    {
        var reference = ImageReference.Parse($"quay.io/web:1@{Sha}");

        (reference.WithTag("2").ToString(), reference.WithDigest(Digest.Parse(Sha)).ToString()).Should().Be(("quay.io/web:2", $"quay.io/web@{Sha}"));
        FluentActions.Invoking(() => reference.WithTag("a b")).Should().Throw<FormatException>();
        FluentActions.Invoking(() => ImageReference.Parse("dir:/srv").WithTag("1")).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Equal_places_are_equal()
    {
        ImageReference.Parse("alpine").Should().Be(ImageReference.Parse("docker.io/library/alpine:latest"));
        ImageReference.Parse("LOCALHOST:5000/web").Should().Be(ImageReference.Parse("localhost:5000/web"));
    }

    [Fact]
    public void Default_has_no_text() => default(ImageReference).ToString().Should().BeEmpty();

    [Fact]
    public void Json_is_the_whole_text()
    {
        JsonSerializer.Serialize(ImageReference.Parse("alpine")).Should().Be("\"docker.io/library/alpine:latest\"");
        FluentActions.Invoking(() => JsonSerializer.Deserialize<ImageReference>("\"a b\"")).Should().Throw<JsonException>();
    }
}
