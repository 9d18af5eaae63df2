using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;
using Youki.Runtime.Security;

namespace Youki.Runtime.IntegrationTests.Security;

/// <summary>AppArmor, which the kernel of the virtual machine has.</summary>
public sealed class AppArmorTests
{
    private const string Other = "youki-test-other";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2-only")]
    public async Task Default_profile_is_loaded_and_denies_what_capabilities_allow(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        const string Script = "cat /proc/self/attr/current; mkdir -p /mnt; mount -t tmpfs none /mnt && echo mounted; (cat /proc/sys/kernel/printk >/proc/sys/kernel/printk) && echo sysctl; "
            + "(echo 1 >/sys/kernel/uevent_helper) && echo sys; touch /x && sleep 100 & kill $! && echo works";
        var config = TestNode.Shell(Script) with { Security = new() { Capabilities = new() { Add = ["ALL"], Drop = ["MKNOD"] }, MaskedPaths = [], ReadonlyPaths = [] } };

        var (_, output, error) = await node.RunAsync(config);

        output.Should().Be("youki-default (enforce)\nworks\n", error);
        var (_, free, _) = await node.RunAsync(config with { Security = config.Security with { AppArmorProfile = "unconfined" } });
        free.Should().Contain("mounted").And.Contain("sysctl", "it is the profile that keeps it from that");
        SecurityModules.LoadedProfiles().Should().Contain([DefaultProfile.Name, DefaultProfile.MarkName]);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2-only")]
    public async Task Named_profile_is_that_of_the_process_and_of_commands_and_unconfined_is_none(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        await LoadAsync($"profile {Other} flags=(attach_disconnected) {{ file, capability, network, signal, deny /etc/passwd r, }}");
        var named = await node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { Security = new() { AppArmorProfile = Other } });

        var inside = await node.Runtime.ExecAsync(named, new ExecOptions { Command = ["/bin/sh", "-c", "cat /proc/self/attr/current /proc/1/attr/current; cat /etc/passwd"] }, TestNode.Token);
        var (_, unconfined, _) = await node.RunAsync(TestNode.Config("/bin/cat", "/proc/self/attr/current") with { Security = new() { AppArmorProfile = "unconfined" } });

        inside.StdoutText.Should().Be($"{Other} (enforce)\n{Other} (enforce)\n", inside.StderrText);
        unconfined.Should().Be("unconfined\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Profile_that_the_host_does_not_have_is_refused_before_anything_is_made(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Security = new() { AppArmorProfile = "no-such-profile" } });

        var failure = (await create.Should().ThrowAsync<YoukiException>()).Which;
        failure.Should().Match(exception => SecurityModules.HasAppArmor ? exception is HostResourceException : exception is FeatureNotSupportedException);
        failure.Message.Should().Contain("no-such-profile");
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Selinux_labels_are_refused_by_name_where_nobody_would_apply_them(string flavor)
    {
        Assert.SkipWhen(SecurityModules.HasSelinux, "this host has SELinux");
        await using var node = await TestNode.OpenAsync(flavor);

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Security = new() { Selinux = new() { Type = "container_t" } } });

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Message.Should().Contain("Security.Selinux").And.Contain(flavor == "youki" ? "does not apply" : "no SELinux");
        node.AssertNothingIsLeft();
        (await node.RunAsync(TestNode.Shell("true") with { Security = new() { Selinux = new() { Disable = true } } })).Exit.ExitCode.Should().Be(0);
    }

    private static async Task<TestNode> OpenAsync(string flavor)
    {
        Assert.SkipUnless(SecurityModules.HasAppArmor, "this kernel has no AppArmor");
        Assert.SkipUnless(AppArmorProvider.CanLoad, "there is no apparmor_parser, or securityfs is not mounted");
        return await TestNode.OpenAsync(flavor);
    }

    private static async Task LoadAsync(string text)
    {
        using var parser = Process.Start(new ProcessStartInfo("apparmor_parser", ["--replace", "--skip-cache"]) { RedirectStandardInput = true })!;
        await parser.StandardInput.WriteAsync(text);
        parser.StandardInput.Close();
        await parser.WaitForExitAsync(TestNode.Token);
        parser.ExitCode.Should().Be(0);
    }
}
