using Youki.Runtime.Configuration;
using Youki.Runtime.HostHooks;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.HostHooks;

public sealed class HooksTests
{
    private static readonly HookBudget Budget = new(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(30));
    private static readonly ContainerHook True = new() { Path = "/bin/true" };

    public static TheoryData<ContainerHook, string> Wrong => new()
    {
        { null!, "CreateRuntime[0].Path" },
        { new() { Path = "true" }, "CreateRuntime[0].Path" },
        { new() { Path = "" }, "CreateRuntime[0].Path" },
        { new() { Path = "/a\0b" }, "CreateRuntime[0].Path" },
        { True with { Args = ["a\0b"] }, "CreateRuntime[0].Args[0]" },
        { True with { EnvVars = new Dictionary<string, string> { ["a=b"] = "c" } }, "CreateRuntime[0].EnvVars" },
        { True with { Timeout = TimeSpan.FromMilliseconds(1) }, "CreateRuntime[0].Timeout" },
        { True with { Timeout = TimeSpan.FromDays(1) }, "CreateRuntime[0].Timeout" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Hook_that_makes_no_sense_is_refused(ContainerHook hook, string text) =>
        HookChecks.Of(SampleInputs.Config with { Hooks = new() { CreateRuntime = [hook] } }).Should().ContainSingle().Which.Should().Contain(text);

    [Fact]
    public void Contribute_on_the_host_is_a_constant_script_with_the_hook_as_its_arguments()
    {
        var hook = Contribute(new() { CreateRuntime = [new() { Path = "/h", Args = ["$(x)", "a b"] }] }).CreateRuntime!.Single();

        hook.Path.Should().Be("/bin/sh");
        hook.Args.Should().HaveCount(9).And.EndWith(["/usr/bin/setsid", "/h", "$(x)", "a b"]);
        hook.Args![2].Should().NotContain("$(x)");
        hook.Env.Should().ContainSingle().Which.Should().StartWith("PATH=");
        hook.Timeout.Should().Be(80);
    }

    [Fact]
    public void Contribute_in_the_container_is_the_hook_itself()
    {
        var hook = Contribute(new() { StartContainer = [new() { Path = "/h", Args = ["a"], EnvVars = new Dictionary<string, string>(), Timeout = TimeSpan.FromSeconds(1.2) }] }).StartContainer!.Single();

        hook.Should().BeEquivalentTo(new Youki.Runtime.Specs.Hook { Path = "/h", Args = ["/h", "a"], Env = [], Timeout = 2 });
    }

    [Fact]
    public void SecondsOf_hooks_that_say_nothing_is_a_share_of_what_the_others_leave()
    {
        var hooks = new ContainerHooks { Prestart = [True with { Timeout = TimeSpan.FromSeconds(20) }], CreateRuntime = [True], CreateContainer = [True], Poststop = [True] };

        Budget.SecondsOf(hooks, HookKind.CreateRuntime, True).Should().Be(30);
        Budget.SecondsOf(hooks, HookKind.Poststop, True).Should().Be(24);
    }

    [Fact]
    public void FaultOf_hooks_that_take_longer_than_the_making_names_them()
    {
        Budget.FaultOf(new() { CreateRuntime = [True with { Timeout = TimeSpan.FromSeconds(81) }] }).Should().StartWith("CreateRuntime: ");
        Budget.FaultOf(new() { Poststart = [True with { Timeout = TimeSpan.FromSeconds(25) }] }).Should().StartWith("Poststart: ");
        Budget.FaultOf(new() { CreateRuntime = [True with { Timeout = TimeSpan.FromSeconds(80) }], Poststop = [True] }).Should().BeNull();
    }

    private static Youki.Runtime.Specs.Hooks Contribute(ContainerHooks hooks) => new HooksContributor(Budget).Contribute(SampleInputs.Inputs with
    {
        Config = SampleInputs.Config with { Hooks = hooks },
        Resources = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["hooks"] = new Dictionary<string, string> { ["setsid"] = "/usr/bin/setsid" } },
    })!.Hooks!;
}
