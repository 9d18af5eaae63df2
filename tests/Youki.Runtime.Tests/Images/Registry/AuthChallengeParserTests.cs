using Youki.Runtime.Images.Registry.Authorization;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class AuthChallengeParserTests
{
    [Fact]
    public void Parse_bearer_with_commas_in_quotes_keeps_them()
    {
        var challenge = AuthChallengeParser.Parse(["""Bearer realm="https://auth.example/token",service="registry.example",scope="repository:web:pull,push" """]).Should().ContainSingle().Subject;

        challenge.Realm.Should().Be("https://auth.example/token");
        challenge.Parameters.Should().Contain("service", "registry.example").And.Contain("scope", "repository:web:pull,push");
    }

    [Theory]
    [InlineData("""Basic realm="a, b", Bearer realm="https://t.example/" """)]
    [InlineData("""Basic realm="a, b" , Bearer  realm = "https://t.example/" """)]
    [InlineData("""Negotiate YWJj==, Basic realm=x, Bearer realm="https://t.example/" """)]
    [InlineData("""Negotiate, Basic realm=x, Bearer realm="https://t.example/" """)]
    [InlineData("""basic realm="say \"hi\", Bearer realm=no",, BEARER REALM="https://t.example/" """)]
    public void Parse_several_challenges_of_one_header_finds_all(string header)
    {
        var challenges = AuthChallengeParser.Parse([header]);

        challenges.Should().Contain(challenge => challenge.IsBasic);
        challenges[^1].Realm.Should().Be("https://t.example/");
    }

    [Fact]
    public void Parse_several_headers_finds_all() => AuthChallengeParser.Parse(["Basic realm=x", "Bearer realm=y"]).Should().HaveCount(2);

    [Fact]
    public void Parse_escaped_quotes_unescapes_them() =>
        AuthChallengeParser.Parse(["""Basic realm="a\"b\\c" """]).Single().Parameters["realm"].Should().Be("""a"b\c""");

    [Fact]
    public void Parse_a_parameter_twice_keeps_the_first() =>
        AuthChallengeParser.Parse(["""Bearer realm="https://one.example",realm="https://two.example" """]).Single().Realm.Should().Be("https://one.example");

    [Theory]
    [InlineData("")]
    [InlineData(" ,, ")]
    [InlineData("=")]
    [InlineData("\"Bearer\"")]
    [InlineData("realm=\"x\"")]
    public void Parse_what_is_no_challenge_finds_none(string header) => AuthChallengeParser.Parse([header]).Should().BeEmpty();

    [Fact]
    public void Parse_open_quotes_gives_no_parameter() => AuthChallengeParser.Parse(["Bearer realm=\"https://x"]).Single().Realm.Should().BeNull();

    [Fact]
    public void Parse_endless_headers_ends() =>
        AuthChallengeParser.Parse(Enumerable.Repeat(string.Concat(Enumerable.Repeat("Basic realm=x,", 10_000)), 10)).Count.Should().BeLessThan(20);
}
