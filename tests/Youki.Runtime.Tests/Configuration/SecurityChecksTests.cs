using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class SecurityChecksTests
{
    public static TheoryData<SecurityConfig, string> Wrong => new()
    {
        { new() { Capabilities = new() { Add = ["CAP_FLY"] } }, "Capabilities.Add[0]: 'CAP_FLY'" },
        { new() { Capabilities = new() { Drop = [""] } }, "Capabilities.Drop[0]" },
        { new() { Capabilities = new() { Ambient = [null!] } }, "Capabilities.Ambient[0]" },
        { new() { Capabilities = new() { Add = ["chown"], Drop = ["CAP_CHOWN"] } }, "CAP_CHOWN is both" },
        { new() { Capabilities = new() { Add = ["ALL"], Drop = ["all"] } }, "ALL is both" },
        { new() { Capabilities = new() { Ambient = ["KILL"], Drop = ["KILL"] } }, "CAP_KILL is to be ambient" },
        { new() { MaskedPaths = ["etc"] }, "MaskedPaths[0]" },
        { new() { MaskedPaths = ["/"] }, "MaskedPaths[0]" },
        { new() { AdditionalMaskedPaths = ["/a/../b"] }, "AdditionalMaskedPaths[0]" },
        { new() { ReadonlyPaths = ["/a\n"] }, "ReadonlyPaths[0]" },
        { new() { AdditionalReadonlyPaths = ["/a", ""] }, "AdditionalReadonlyPaths[1]" },
        { new() { AppArmorProfile = "a b" }, "AppArmorProfile" },
        { new() { AppArmorProfile = "" }, "AppArmorProfile" },
        { new() { Selinux = new() { Disable = true, Type = "spc_t" } }, "Selinux" },
        { new() { Selinux = new() { Type = "a:b" } }, "Selinux.Type" },
        { new() { Selinux = new() { Level = "s0 c1" } }, "Selinux.Level" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Security_that_makes_no_sense_is_refused(SecurityConfig security, string text) =>
        SecurityChecks.Of(new() { Image = "dir:/srv", Security = security }).Should().ContainSingle().Which.Should().Contain(text);

    [Fact]
    public void Security_that_makes_sense_is_taken() => SecurityChecks.Of(new()
    {
        Image = "dir:/srv",
        Security = new()
        {
            Capabilities = new() { Add = ["net_admin"], Drop = ["ALL"], Ambient = ["CAP_NET_ADMIN"] },
            MaskedPaths = [],
            AdditionalReadonlyPaths = ["/etc/"],
            AppArmorProfile = "docker-default",
            Selinux = new() { Type = "container_t", Level = "s0:c1,c2" },
        },
    }).Should().BeEmpty();
}
