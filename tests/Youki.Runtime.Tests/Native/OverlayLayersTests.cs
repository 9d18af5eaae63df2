using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

public sealed class OverlayLayersTests
{
    [Fact]
    public void ToOptions_of_plain_paths_keeps_them()
    {
        var options = new OverlayLayers("/lower", "/upper", "/work").ToOptions();

        options.Should().StartWith("lowerdir=/lower,upperdir=/upper,workdir=/work,");
    }

    [Fact]
    public void ToOptions_escapes_what_would_end_a_path()
    {
        var options = new OverlayLayers(@"/l:o,w\er", @"/u:p,p\er", @"/w:o,r\k").ToOptions();

        options.Should().StartWith(@"lowerdir=/l\:o\,w\\er,upperdir=/u:p\,p\\er,workdir=/w:o\,r\\k,");
    }

    [Fact]
    public void ToOptions_never_gives_up_the_layer_after_a_crash() =>
        new OverlayLayers("/lower", "/upper", "/work").ToOptions().Should().NotContain("volatile");
}
