namespace Youki.Runtime.IntegrationTests;

public sealed class Placeholder
{
    [Fact]
    public void Works() => true.Should().BeTrue();
}
