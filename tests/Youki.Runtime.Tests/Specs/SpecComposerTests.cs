using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

public sealed class SpecComposerTests
{
    [Fact]
    public void Compose_scalar_of_two_stages_takes_the_later_whatever_the_order_of_registration()
    {
        var composed = Compose(new AlsoSays(SpecStage.User, new() { Hostname = "user" }), new Says(SpecStage.Config, new() { Hostname = "config" }));

        composed.Spec.Hostname.Should().Be("user");
        composed.Authors["hostname"].Should().Be("AlsoSays");
    }

    [Fact]
    public void Compose_whole_sets_replaces_them()
    {
        var composed = Compose(
            new Says(SpecStage.Defaults, Linux(new() { MaskedPaths = ["/proc/kcore", "/proc/keys"] })),
            new Says(SpecStage.Defaults, Process(new() { Args = ["a", "b"], Capabilities = new() { Bounding = ["CAP_KILL", "CAP_CHOWN"], Effective = ["CAP_KILL"] } })),
            new Says(SpecStage.User, Linux(new() { MaskedPaths = [] })),
            new Says(SpecStage.User, Process(new() { Args = ["c"], Capabilities = new() { Bounding = ["CAP_KILL"] } })));

        composed.Spec.Linux!.MaskedPaths.Should().BeEmpty();
        composed.Spec.Process!.Args.Should().Equal("c");
        composed.Spec.Process.Capabilities!.Bounding.Should().Equal("CAP_KILL");
        composed.Spec.Process.Capabilities.Effective.Should().Equal("CAP_KILL");
    }

    [Fact]
    public void Compose_keyed_lists_unites_them_in_the_order_of_first_appearance()
    {
        var composed = Compose(
            new Says(SpecStage.Defaults, new()
            {
                Mounts = [new() { Destination = "/proc", Source = "proc" }, new() { Destination = "/dev", Source = "tmpfs", Options = ["nosuid"] }],
                Process = new()
                {
                    Env = ["PATH=/bin", "HOME=/root", "NONE"],
                    Rlimits = [new() { Type = "RLIMIT_NOFILE", Soft = 1, Hard = 1 }],
                },
                Linux = new() { Namespaces = [new() { Type = "pid" }, new() { Type = "network" }], Devices = [new() { Path = "/dev/fuse", Type = "c" }] },
            }),
            new Says(SpecStage.User, new()
            {
                Mounts = [new() { Destination = "/data", Source = "/srv" }, new() { Destination = "/proc/", Source = "other" }],
                Process = new()
                {
                    Env = ["A=b=c", "PATH=/opt/bin"],
                    Rlimits = [new() { Type = "RLIMIT_CORE", Soft = 0, Hard = 0 }, new() { Type = "RLIMIT_NOFILE", Soft = 2, Hard = 2 }],
                },
                Linux = new() { Namespaces = [new() { Type = "network", Path = "/run/netns/a" }], Devices = [new() { Path = "/dev/fuse", Type = "b" }] },
            }));

        composed.Spec.Mounts!.Select(mount => (mount.Destination, mount.Source)).Should().Equal(("/proc/", "other"), ("/dev", "tmpfs"), ("/data", "/srv"));
        composed.Spec.Process!.Env.Should().Equal("PATH=/opt/bin", "HOME=/root", "NONE", "A=b=c");
        composed.Spec.Process.Rlimits!.Select(limit => (limit.Type, limit.Soft)).Should().Equal(("RLIMIT_NOFILE", 2UL), ("RLIMIT_CORE", 0UL));
        composed.Spec.Linux!.Namespaces!.Select(item => (item.Type, item.Path)).Should().Equal(("pid", null), ("network", "/run/netns/a"));
        composed.Spec.Linux.Devices.Should().ContainSingle().Which.Type.Should().Be("b");
    }

    [Fact]
    public void Compose_maps_unites_them()
    {
        var composed = Compose(
            new Says(SpecStage.Config, new()
            {
                Annotations = new Dictionary<string, string> { ["a.b"] = "1", ["c"] = "2" },
                Linux = new() { Sysctl = new Dictionary<string, string> { ["net.core.somaxconn"] = "1" } },
            }),
            new AlsoSays(SpecStage.User, new()
            {
                Annotations = new Dictionary<string, string> { ["c"] = "3", ["d"] = "4" },
                Linux = new() { Sysctl = new Dictionary<string, string> { ["net.core.somaxconn"] = "2" } },
            }));

        composed.Spec.Annotations.Should().Equal(new Dictionary<string, string> { ["a.b"] = "1", ["c"] = "3", ["d"] = "4" });
        composed.Spec.Linux!.Sysctl.Should().ContainSingle().Which.Value.Should().Be("2");
        composed.Authors.Should().Contain("annotations[a.b]", "Says").And.Contain("annotations[c]", "AlsoSays");
    }

    [Fact]
    public void Compose_hooks_and_device_rules_appends_them_stage_by_stage()
    {
        var composed = Compose(
            new AlsoSays(SpecStage.User, new() { Hooks = new() { Poststop = [new() { Path = "/b" }] }, Linux = Rules(new LinuxDeviceRule { Allow = true }) }),
            new Says(SpecStage.Defaults, new() { Hooks = new() { Poststop = [new() { Path = "/a" }] }, Linux = Rules(new LinuxDeviceRule { Allow = false }) }));

        composed.Spec.Hooks!.Poststop!.Select(hook => hook.Path).Should().Equal("/a", "/b");
        composed.Spec.Linux!.Resources!.Devices!.Select(rule => rule.Allow).Should().Equal(false, true);
        composed.Authors.Should().Contain("hooks.poststop[0]", "Says").And.Contain("hooks.poststop[1]", "AlsoSays");
    }

    [Fact]
    public void Compose_authors_names_who_set_each_member()
    {
        var inputs = SampleInputs.Inputs with { Config = SampleInputs.Config with { ResourceRequests = new() { CpuCores = 1 } } };

        var authors = SampleInputs.Compose(inputs, new Says(SpecStage.User, Process(new() { Env = ["PATH=/opt"] }))).Authors;

        authors.Should().Contain(new Dictionary<string, string>
        {
            ["linux.resources.cpu.quota"] = "ResourcesContributor",
            ["process.env[PATH]"] = "Says",
            ["process.env[HOME]"] = "ProcessDefaultsContributor",
            ["mounts[/proc]"] = "DefaultsContributor",
            ["linux.namespaces[pid]"] = "DefaultsContributor",
            ["process.capabilities.bounding"] = "SecurityContributor",
            ["process.args"] = "ProcessContributor",
            ["ociVersion"] = "SpecComposer",
        });
    }

    [Fact]
    public void Compose_without_contributors_gives_a_version_only() => Compose().Spec.Should().BeEquivalentTo(new RuntimeSpec { OciVersion = "1.0.2" });

    [Fact]
    public void Compose_silent_contributor_changes_nothing() => Compose(new Says(SpecStage.User, null)).Authors.Should().ContainSingle();

    private static ComposedSpec Compose(params ISpecContributor[] contributors) => new SpecComposer(contributors).Compose(SampleInputs.Inputs);

    private static RuntimeSpec Linux(LinuxSpec linux) => new() { Linux = linux };

    private static RuntimeSpec Process(OciProcess process) => new() { Process = process };

    private static LinuxSpec Rules(LinuxDeviceRule rule) => new() { Resources = new() { Devices = [rule] } };
}
