namespace Youki.Runtime.Tests.Images;

/// <summary>The real clock, some time later.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;

    public void Advance(TimeSpan time) => _shift += time;
}
