namespace Youki.Runtime.Tests;

public sealed class Placeholder
{
    [Fact]
    public void Works() => true.Should().BeTrue();
}
