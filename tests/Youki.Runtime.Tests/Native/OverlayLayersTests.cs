using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

public sealed class OverlayLayersTests
{
    [Fact]
    public void ToOptions_names_descriptors_the_topmost_first()
    {
        using var lowest = Handle(5);
        using var topmost = Handle(6);
        using var upper = Handle(7);
        using var work = Handle(8);

        var options = new OverlayLayers([lowest, topmost], upper, work).ToOptions();

        options.Should().StartWith("lowerdir=/proc/self/fd/6:/proc/self/fd/5,upperdir=/proc/self/fd/7,workdir=/proc/self/fd/8,");
    }

    [Fact]
    public void ToOptions_without_an_upper_directory_has_neither_of_the_two()
    {
        using var lower = Handle(5);

        new OverlayLayers([lower, lower], null, null).ToOptions().Should().StartWith("lowerdir=/proc/self/fd/5:/proc/self/fd/5,index=off,").And.NotContain("dir=/proc/self/fd/5,upper");
    }

    [Fact]
    public void ToOptions_of_as_many_layers_as_the_options_allow_fit_into_a_page_with_any_descriptors()
    {
        using var large = Handle(1_048_575);

        new OverlayLayers([.. Enumerable.Repeat(large, 150)], large, large).ToOptions().Length.Should().BeLessThan(4096);
    }

    [Fact]
    public void Overlay_of_too_many_layers_is_refused_before_the_kernel_would_cut_them_off()
    {
        using var large = Handle(1_048_575);

        var mount = () => FileSystemMount.Overlay("test", "/nowhere", new OverlayLayers([.. Enumerable.Repeat(large, 200)], large, large));

        mount.Should().Throw<NativeException>().WithMessage("*an overlay of 200 directories*").Which.Number.Should().Be(Errno.E2BIG);
    }

    [Fact]
    public void ToOptions_never_gives_up_the_layer_after_a_crash()
    {
        using var handle = Handle(5);

        new OverlayLayers([handle], handle, handle).ToOptions().Should().NotContain("volatile");
    }

    private static SafeFileHandle Handle(int number) => new(number, ownsHandle: false);
}
