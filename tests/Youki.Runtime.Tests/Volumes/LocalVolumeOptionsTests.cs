using Youki.Runtime.Native;
using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.Tests.Volumes;

public sealed class LocalVolumeOptionsTests
{
    [Fact]
    public void Parse_of_no_options_is_a_directory() => LocalVolumeOptions.Parse("v", new Dictionary<string, string>()).Should().BeNull();

    [Fact]
    public void Parse_tells_flags_of_the_mount_from_those_of_the_file_system()
    {
        var options = LocalVolumeOptions.Parse("v", new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs", ["o"] = "size=1m,noexec,ro,uid=5" });

        options.Should().Be(new LocalVolumeOptions("tmpfs", "tmpfs", MountFlags.NoExec | MountFlags.ReadOnly, "size=1m,uid=5", IsBind: false, IsRecursive: false));
        options!.AttributeFlags.Should().Be(MountAttributes.NoExec | MountAttributes.ReadOnly);
    }

    [Fact]
    public void Parse_of_a_bind_mount_needs_a_path() =>
        LocalVolumeOptions.Parse("v", new Dictionary<string, string> { ["device"] = "/srv", ["o"] = "rbind" })!.Should().Match<LocalVolumeOptions>(options => options.IsBind && options.IsRecursive);
}
