using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class DeviceTextTests
{
    [Theory]
    [InlineData("/dev/sda", "/dev/sda", null, null)]
    [InlineData("/dev/sda:/dev/xvda", "/dev/sda", "/dev/xvda", null)]
    [InlineData("/dev/sda:r", "/dev/sda", null, "r")]
    [InlineData("/dev/sda:/dev/xvda:rw", "/dev/sda", "/dev/xvda", "rw")]
    public void Device_is_read_as_docker_does(string text, string path, string? inside, string? permissions) =>
        DeviceText.ParseDevice(text).Should().Be(new DeviceRequest { Path = path, ContainerPath = inside, Permissions = permissions });

    [Theory]
    [InlineData("c 10:* rmw", DeviceType.Character, 10, null, "rmw")]
    [InlineData("b 8:0 r", DeviceType.Block, 8, 0, "r")]
    [InlineData("a *:* rwm", null, null, null, "rwm")]
    public void Rule_is_read_as_docker_does(string text, DeviceType? type, int? major, int? minor, string access) =>
        DeviceText.ParseRule(text).Should().Be(new DeviceRule { Type = type, Major = major, Minor = minor, Access = access });

    [Theory]
    [InlineData("c 10 r")]
    [InlineData("d 1:1 r")]
    [InlineData("c x:1 r")]
    [InlineData("")]
    public void Broken_rule_throws(string text) => FluentActions.Invoking(() => DeviceText.ParseRule(text)).Should().Throw<UsageException>().WithMessage("--device-cgroup-rule*");

    [Theory]
    [InlineData("all", -1, null)]
    [InlineData("2", 2, null)]
    [InlineData("count=2", 2, null)]
    [InlineData("device=0", null, "0")]
    [InlineData("\"device=0,GPU-1\"", null, "0 GPU-1")]
    public void Gpus_are_read_as_docker_does(string text, int? count, string? names) =>
        DeviceText.ParseGpus(text).Should().BeEquivalentTo(new GpuRequest { Count = count, Names = names?.Split(' ') });

    [Theory]
    [InlineData("capabilities=utility")]
    [InlineData("some")]
    public void Gpus_that_cannot_be_had_throw(string text) => FluentActions.Invoking(() => DeviceText.ParseGpus(text)).Should().Throw<UsageException>().WithMessage("--gpus*");

    [Theory]
    [InlineData("nvidia.com/gpu=0", true)]
    [InlineData("/dev/disk/by-id/a=b", false)]
    public void Name_of_CDI_is_told_from_a_path(string text, bool expected) => DeviceText.IsCdi(text).Should().Be(expected);
}
