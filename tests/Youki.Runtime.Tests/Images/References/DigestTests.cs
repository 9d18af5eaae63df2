using System.Security.Cryptography;
using System.Text.Json;

namespace Youki.Runtime.Tests.Images.References;

public sealed class DigestTests
{
    private static readonly string Hex = new('a', 64);

    [Fact]
    public void Parse_valid_text_keeps_it()
    {
        var (short256, long512) = (Digest.Parse("sha256:" + Hex), Digest.Parse("sha512:" + Hex + Hex));

        (short256.Value, short256.Algorithm, short256.AlgorithmText, short256.Hex).Should().Be(("sha256:" + Hex, HashAlgorithmName.SHA256, "sha256", Hex));
        (long512.Algorithm, long512.AlgorithmText, long512.Hex).Should().Be((HashAlgorithmName.SHA512, "sha512", Hex + Hex));
    }

    public static TheoryData<string> Invalid =>
    [
        "", "sha256:", "sha256", Hex, "SHA256:" + Hex, "sha256:" + new string('A', 64), "sha256:" + new string('g', 64), "sha256:" + Hex[1..], "sha256:" + Hex + "a", "sha256:" + Hex + "\n",
        " sha256:" + Hex, "sha512:" + Hex, "sha384:" + new string('a', 96), "md5:" + new string('a', 32), "sha256:../" + Hex[3..], "sha256:" + Hex[..63] + "/", "sha256:" + new string('\u0661', 64),
        "sha256:sha256:" + Hex,
    ];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Parse_invalid_text_throws(string text)
    {
        FluentActions.Invoking(() => Digest.Parse(text)).Should().Throw<FormatException>();
        Digest.TryParse(text, out _).Should().BeFalse();
    }

    [Fact]
    public void Parse_endless_text_shortens_it_in_the_message() =>
        FluentActions.Invoking(() => Digest.Parse(new string('x', 100_000))).Should().Throw<FormatException>().Which.Message.Length.Should().BeLessThan(500);

    [Fact]
    public void Of_nothing_is_the_known_hash() =>
        Digest.Of([]).Value.Should().Be("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void FromHash_of_another_length_throws() =>
        FluentActions.Invoking(() => Digest.FromHash(HashAlgorithmName.SHA512, new byte[32])).Should().Throw<ArgumentException>();

    [Fact]
    public void Default_names_nothing()
    {
        FluentActions.Invoking(() => default(Digest).Value).Should().Throw<InvalidOperationException>();
        default(Digest).ToString().Should().BeEmpty();
    }

    [Fact]
    public void Json_is_the_text_and_refuses_others()
    {
        JsonSerializer.Serialize(Digest.Parse("sha256:" + Hex)).Should().Be($"\"sha256:{Hex}\"");
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Digest>("\"sha256:../x\"")).Should().Throw<JsonException>();
    }
}
