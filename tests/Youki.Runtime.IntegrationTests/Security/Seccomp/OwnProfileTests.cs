using Youki.Runtime.IntegrationTests.Support;
using static Youki.Runtime.IntegrationTests.Execution.ExecTests;

namespace Youki.Runtime.IntegrationTests.Security.Seccomp;

/// <summary>Profiles that a caller gives.</summary>
public sealed class OwnProfileTests
{
    /// <summary>As docker writes it, with conditions, and with the comparison that youki takes the other way round.</summary>
    private const string Docker = """
        {
          "defaultAction": "SCMP_ACT_ALLOW",
          "archMap": [{ "architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"] }, { "architecture": "SCMP_ARCH_AARCH64" }],
          "syscalls": [
            { "names": ["clone"], "action": "SCMP_ACT_ERRNO", "errnoRet": 50, "args": [{ "index": 0, "value": 2114060288, "valueTwo": 268435456, "op": "SCMP_CMP_MASKED_EQ" }] },
            { "names": ["keyctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 51, "excludes": { "caps": ["CAP_SYS_ADMIN"] } },
            { "names": ["bpf"], "action": "SCMP_ACT_ERRNO", "errnoRet": 52, "includes": { "caps": ["CAP_SYS_ADMIN"] } },
            { "names": ["add_key"], "action": "SCMP_ACT_ERRNO", "errnoRet": 53, "includes": { "minKernel": "4.0" } }
          ]
        }
        """;

    private const string NoDirectories = """{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mkdir","mkdirat"],"action":"SCMP_ACT_ERRNO","errnoRet":28}]}""";

    private static readonly string[] Maker = ["/bin/sh", "-c", "mkdir /tmp/made; ls /tmp"];

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Profile_in_docker_s_form_holds_with_its_conditions(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var calls = await node.ProbeAsync(Calls.Forbidden(), SeccompNode.With(new SeccompConfig { Profile = Docker }));

        calls["clone(CLONE_NEWUSER)"].Should().Be(50);
        calls["keyctl"].Should().Be(51);
        calls["bpf"].Should().NotBe(52, "the container lacks the capability");
        calls["add_key"].Should().Be(53);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Profile_of_a_file_is_the_same_at_each_start(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var file = node.At("profile.json");
        File.WriteAllText(file, NoDirectories);
        var id = await node.CreateAsync(SeccompNode.With(new SeccompConfig { ProfilePath = file }) with { Command = Maker });
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        File.WriteAllText(file, """{"defaultAction":"SCMP_ACT_ALLOW"}""");
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        var (output, error) = await node.OutputAsync(id);
        output.Should().BeEmpty();
        error.Split("No space left on device").Should().HaveCount(3, "both runs have the filter: {0}", error);
        (await node.Runtime.InspectContainerAsync(id, TestNode.Token)).Config.Security!.Seccomp.Should().Be(new SeccompConfig { Profile = NoDirectories });
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Command_has_the_profile_or_is_refused(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var sleeper = TestNode.Config("/bin/sleep", "100000");
        var plain = await node.CreateAsync(sleeper);
        var own = await node.CreateAsync(sleeper with { Security = new SecurityConfig { Seccomp = new SeccompConfig { Profile = NoDirectories } } });

        var byDefault = await ExecAsync(node, plain, "grep ^Seccomp: /proc/self/status");
        var exec = () => ExecAsync(node, own, "mkdir /tmp/made");

        byDefault.SeccompApplied.Should().Be(flavor != "youki");
        byDefault.StdoutText.Should().Be(flavor == "youki" ? "Seccomp:\t0\n" : "Seccomp:\t2\n");
        if (flavor == "youki")
        {
            await exec.Should().ThrowAsync<FeatureNotSupportedException>();
        }
        else
        {
            (await exec()).ExitCode.Should().Be(1);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Listener_answers_for_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var path = node.At("agent.sock");
        using var listener = new NotifyListener(path);
        var profile = $$"""{"defaultAction":"SCMP_ACT_ALLOW","listenerPath":"{{path}}","listenerMetadata":"of the test","syscalls":[{"names":["mkdir","mkdirat"],"action":"SCMP_ACT_NOTIFY"}]}""";
        var accepted = listener.AcceptAsync(TestNode.Token);

        var id = await node.CreateAsync(SeccompNode.With(new SeccompConfig { Profile = profile }) with { Command = ["/bin/sh", "-c", "echo before; mkdir /tmp/made; ls /tmp; exec sleep 100000"] });
        var state = await accepted;
        await node.SaysAsync(id, "before");
        (await node.OutputAsync(id)).Output.Should().NotContain("made", "it waits for the answer");
        var number = listener.Answer();
        await node.SaysAsync(id, "made");

        state.Should().Contain("seccompFd").And.Contain("of the test").And.Contain(id.Value);
        number.Should().BeOneOf(83, 258, 34);
    }

    [Fact]
    public async Task Errors_of_a_profile_are_all_told_before_anything_is_made()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var file = node.At("profile.json");
        File.WriteAllText(file, "{\n  \"defaultAction\": \"SCMP_ACT_ALLOW\",,\n}");

        (await RefusalAsync(new SeccompConfig { ProfilePath = file })).Should().ContainSingle().Which.Should().Contain("Security.Seccomp.Profile: line 2, column 37");
        (await RefusalAsync(new SeccompConfig { Profile = """{"defaultAction":"SCMP_ACT_NO","syscalls":[{"names":["mkdri"],"action":"SCMP_ACT_ERRNO"}]}""" })).Should().HaveCount(2).And.Contain(error => error.Contains("'mkdri'"));
        (await RefusalAsync(new SeccompConfig { ProfilePath = node.At("missing.json") })).Should().ContainSingle().Which.Should().Contain("No such file");
        (await RefusalAsync(new SeccompConfig { ProfilePath = node.Path })).Should().ContainSingle().Which.Should().Contain("is no file");
        (await RefusalAsync(new SeccompConfig { ProfilePath = "profile.json" })).Should().ContainSingle().Which.Should().Contain("is not absolute");
        (await RefusalAsync(new SeccompConfig { Profile = "{}", Unconfined = true })).Should().Contain(error => error.Contains("exclude each other"));
        node.AssertNothingIsLeft();

        async Task<IReadOnlyList<string>> RefusalAsync(SeccompConfig seccomp) =>
            (await FluentActions.Awaiting(() => node.CreateAsync(SeccompNode.With(seccomp))).Should().ThrowAsync<ContainerConfigException>()).Which.Errors;
    }
}
