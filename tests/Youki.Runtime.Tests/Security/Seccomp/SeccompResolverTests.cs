using Youki.Runtime.Security.Seccomp;
using Youki.Runtime.Specs;
using Processor = System.Runtime.InteropServices.Architecture;

namespace Youki.Runtime.Tests.Security.Seccomp;

public sealed class SeccompResolverTests
{
    [Theory]
    [InlineData("""{"includes":{"caps":["CAP_SYS_ADMIN"]}}""", false)]
    [InlineData("""{"includes":{"caps":["CAP_CHOWN"]}}""", true)]
    [InlineData("""{"includes":{"caps":["CAP_CHOWN","CAP_SYS_ADMIN"]}}""", false)]
    [InlineData("""{"excludes":{"caps":["CAP_CHOWN","CAP_SYS_ADMIN"]}}""", false)]
    [InlineData("""{"excludes":{"caps":["CAP_SYS_ADMIN"]}}""", true)]
    [InlineData("""{"includes":{"arches":["arm64","amd64"]}}""", true)]
    [InlineData("""{"includes":{"arches":["arm64"]}}""", false)]
    [InlineData("""{"excludes":{"arches":["amd64"]}}""", false)]
    [InlineData("""{"includes":{"minKernel":"6.1"}}""", true)]
    [InlineData("""{"includes":{"minKernel":"6.10"}}""", false)]
    [InlineData("""{"excludes":{"minKernel":"6.1"}}""", false)]
    [InlineData("""{"includes":{},"excludes":{}}""", true)]
    public void Rule_holds_where_its_conditions_do(string conditions, bool holds)
    {
        var profile = $$"""{"defaultAction":"SCMP_ACT_ERRNO","syscalls":[{"names":["mount"],"action":"SCMP_ACT_ALLOW",{{conditions[1..]}}]}""";

        var resolved = Resolve(profile, "CAP_CHOWN");

        resolved.Syscalls!.Any().Should().Be(holds);
    }

    [Fact]
    public void Architectures_are_those_of_the_processor()
    {
        var profile = """{"defaultAction":"SCMP_ACT_ALLOW","archMap":[{"architecture":"SCMP_ARCH_AARCH64","subArchitectures":["SCMP_ARCH_ARM"]},{"architecture":"SCMP_ARCH_X86_64","subArchitectures":["SCMP_ARCH_X86"]}]}""";

        Resolve(profile).Architectures.Should().Equal("SCMP_ARCH_X86_64", "SCMP_ARCH_X86");
    }

    [Fact]
    public void Rules_that_differ_only_in_their_calls_become_one()
    {
        var profile = """{"defaultAction":"SCMP_ACT_ERRNO","syscalls":[{"names":["read"],"action":"SCMP_ACT_ALLOW"},{"names":["mount"],"action":"SCMP_ACT_LOG"},{"name":"write","action":"SCMP_ACT_ALLOW"}]}""";

        Resolve(profile).Syscalls!.Select(rule => string.Join(' ', rule.Names!)).Should().Equal("read write", "mount");
    }

    [Fact]
    public void Profile_of_the_runtime_spec_stays_as_it_is()
    {
        var profile = """{"defaultAction":"SCMP_ACT_ALLOW","defaultErrnoRet":5,"flags":["SECCOMP_FILTER_FLAG_LOG"],"listenerPath":"/run/agent","listenerMetadata":"m","architectures":["SCMP_ARCH_X86"],"syscalls":[{"names":["mount"],"action":"SCMP_ACT_NOTIFY","args":[{"index":1,"value":2,"valueTwo":3,"op":"SCMP_CMP_MASKED_EQ"}]}]}""";

        RuntimeSpecJson.Serialize(new RuntimeSpec { Linux = new LinuxSpec { Seccomp = Resolve(profile) } })
            .Should().BeEquivalentTo(RuntimeSpecJson.Serialize(RuntimeSpecJson.Parse(System.Text.Encoding.UTF8.GetBytes($$$"""{"linux":{"seccomp":{{{profile}}}}}"""))));
    }

    /// <summary>libseccomp has one of two contradicting rules win, without a word.</summary>
    [Theory]
    [InlineData(Processor.X64)]
    [InlineData(Processor.Arm64)]
    [InlineData(Processor.S390x)]
    [InlineData(Processor.Ppc64le)]
    [InlineData(Processor.RiscV64)]
    public void Default_profile_never_contradicts_itself(Processor architecture)
    {
        string[] named = [.. SeccompProfiles.Default.Syscalls!.SelectMany(rule => (rule.Includes?.Caps ?? []).Concat(rule.Excludes?.Caps ?? [])).Distinct()];
        foreach (var capabilities in new string[][] { [], named }.Concat(named.Select(name => new[] { name })))
        {
            var resolved = new SeccompResolver(capabilities, SeccompPlatform.Of(architecture), null).Resolve(SeccompProfiles.Default);
            foreach (var call in resolved.Syscalls!.SelectMany(rule => rule.Names!.Select(name => (name, rule))).GroupBy(pair => pair.name, pair => pair.rule))
            {
                (call.All(rule => rule.Args is not null) || call.Select(rule => rule.Action).Distinct().Count() == 1)
                    .Should().BeTrue("{0} with {1} has one answer", call.Key, string.Join(' ', capabilities));
            }
        }
    }

    [Fact]
    public void Default_profile_speaks_of_every_call_that_is_known()
    {
        var said = SeccompProfiles.Default.Syscalls!.SelectMany(rule => rule.AllNames).ToHashSet();

        EmbeddedText.Read("system-calls.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => !said.Contains(name)).Should().BeEmpty();
    }

    [Fact]
    public void Default_profile_has_no_errors() => SeccompProfileReader.TryRead(EmbeddedText.Read("default-profile.json"), out _).Should().BeEmpty();

    private static LinuxSeccomp Resolve(string profile, params string[] capabilities) =>
        new SeccompResolver(capabilities, SeccompPlatform.Of(Processor.X64), new Version(6, 9, 3)).Resolve(SeccompProfileReader.Read(profile));
}
