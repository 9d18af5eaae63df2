using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

public sealed class SpecConflictTests
{
    public static TheoryData<string, string, string> Conflicts => new()
    {
        { "hostname", """{"hostname":"a"}""", """{"hostname":"b"}""" },
        { "process.env[A]", """{"process":{"env":["A=1"]}}""", """{"process":{"env":["B=1","A=2"]}}""" },
        { "mounts[/data]", """{"mounts":[{"destination":"/data","source":"/a"}]}""", """{"mounts":[{"destination":"/data/","source":"/b"}]}""" },
        { "linux.namespaces[network]", """{"linux":{"namespaces":[{"type":"network"}]}}""", """{"linux":{"namespaces":[{"type":"network","path":"/n"}]}}""" },
        { "linux.maskedPaths", """{"linux":{"maskedPaths":["/a"]}}""", """{"linux":{"maskedPaths":["/a","/b"]}}""" },
        { "annotations[k]", """{"annotations":{"k":"1"}}""", """{"annotations":{"k":"2"}}""" },
        { "linux.resources.cpu.quota", """{"linux":{"resources":{"cpu":{"quota":1}}}}""", """{"linux":{"resources":{"cpu":{"quota":2}}}}""" },
        { "linux.x.y", """{"linux":{"x":{"y":1}}}""", """{"linux":{"x":{"y":2}}}""" },
        { "linux.x", """{"linux":{"x":{"y":1}}}""", """{"linux":{"x":2}}""" },
        { "linux.x", """{"linux":{"x":2}}""", """{"linux":{"x":{"y":1}}}""" },
    };

    [Theory]
    [MemberData(nameof(Conflicts))]
    public void Compose_different_values_of_one_stage_throws_naming_both(string field, string first, string second)
    {
        var compose = () => Compose(SpecStage.Config, first, SpecStage.Config, second);

        compose.Should().Throw<SpecConflictException>().Which.Should().BeEquivalentTo(new { Field = field, First = "Says", Second = "AlsoSays" });
    }

    [Theory]
    [MemberData(nameof(Conflicts))]
    public void Compose_different_values_of_two_stages_takes_the_later(string field, string first, string second)
    {
        var composed = Compose(SpecStage.Config, first, SpecStage.User, second);

        composed.Authors.Should().Contain(field == "linux.x" && second.Contains('y') ? "linux.x" : field, "AlsoSays");
    }

    [Fact]
    public void Compose_same_value_of_one_stage_is_no_conflict_and_keeps_the_first_author() =>
        Compose(SpecStage.Config, """{"hostname":"a","linux":{"maskedPaths":["/a"]}}""", SpecStage.Config, """{"hostname":"a","linux":{"maskedPaths":["/a"]}}""")
            .Authors.Should().Contain("hostname", "Says").And.Contain("linux.maskedPaths", "Says");

    [Fact]
    public void Compose_one_key_twice_by_one_author_takes_the_last() =>
        Compose(SpecStage.Config, """{"process":{"env":["A=1","A=2"]}}""", SpecStage.User, "{}").Spec.Process!.Env.Should().Equal("A=2");

    [Fact]
    public void Compose_unknown_members_merges_them_at_every_level()
    {
        var composed = Compose(
            SpecStage.Config, """{"x":1,"linux":{"y":{"a":1,"b":2}},"mounts":[{"destination":"/d","z":1}]}""",
            SpecStage.User, """{"x":2,"linux":{"y":{"b":3,"c":[4]}}}""");

        System.Text.Encoding.UTF8.GetString(RuntimeSpecJson.Serialize(composed.Spec with { OciVersion = null })).Should().Be(
            """{"mounts":[{"destination":"/d","z":1}],"linux":{"y":{"a":1,"b":3,"c":[4]}},"x":2}""");
        composed.Authors.Should().Contain("linux.y.b", "AlsoSays").And.Contain("linux.y.a", "Says");
    }

    private static ComposedSpec Compose(SpecStage firstStage, string first, SpecStage secondStage, string second) =>
        new SpecComposer([new Says(firstStage, Parse(first)), new AlsoSays(secondStage, Parse(second))]).Compose(SampleInputs.Inputs);

    private static RuntimeSpec Parse(string json) => RuntimeSpecJson.Parse(System.Text.Encoding.UTF8.GetBytes(json));
}
