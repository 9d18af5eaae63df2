using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tests.Tool.Output;

public sealed class ShortIdsTests
{
    [Fact]
    public void Of_lone_id_is_short() => Short("container-0193a5b2-1c3d-7000-8000-000000000001").Should().Equal("0193a5b2-1c3d");

    [Fact]
    public void Of_ids_of_one_burst_are_as_long_as_it_takes_to_tell_them_apart() => Short(
        "container-0193a5b2-1c3d-7111-8000-000000000001",
        "container-0193a5b2-1c3d-7112-8000-000000000001",
        "container-0193a5b2-1c4d-7000-8000-000000000001").Should().Equal("0193a5b2-1c3d-7111", "0193a5b2-1c3d-7112", "0193a5b2-1c4d");

    [Fact]
    public void Of_own_id_is_kept() => Short("web", "web-2").Should().Equal("web", "web-2");

    private static IEnumerable<string> Short(params string[] ids)
    {
        var all = ids.Select(id => ContainerId.Parse(id)).ToList();
        var shortIds = new ShortIds(all);
        return all.Select(shortIds.Of);
    }
}
