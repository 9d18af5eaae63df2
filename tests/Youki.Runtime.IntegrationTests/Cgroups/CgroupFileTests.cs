using Youki.Runtime.Cgroups;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Cgroups;

public sealed class CgroupFileTests
{
    [Fact]
    public async Task Written_after_its_cgroup_was_removed_it_is_said_to_be_gone()
    {
        await using var node = await TestNode.OpenAsync("runc");
        var tree = CgroupTree.Detect();
        var path = $"{node.CgroupParent}/gone";
        foreach (var each in new[] { Path.GetDirectoryName(node.CgroupParent)!, node.CgroupParent, path })
        {
            tree.TryMake(each).Should().BeTrue();
        }

        var file = Directory.GetFiles("/sys/fs/cgroup", "cgroup.procs", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 5 })
            .First(file => file.EndsWith($"{path}/cgroup.procs", StringComparison.Ordinal));
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write);
        tree.TryRemove(path).Should().BeTrue();

        var write = () => CgroupFile.Write(handle, file, "0");

        write.Should().Throw<DirectoryNotFoundException>().WithMessage($"*{file}*removed*");
    }
}
