namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>How long a server asks to wait. Source: RFC 9110, section 10.2.3.</summary>
internal static class RetryAfterHeader
{
    /// <summary>Null: it does not say.</summary>
    public static TimeSpan? Read(HttpResponseMessage answer, TimeProvider time)
    {
        var wish = answer.Headers.RetryAfter?.Delta ?? answer.Headers.RetryAfter?.Date - time.GetUtcNow();
        return wish < TimeSpan.Zero ? TimeSpan.Zero : wish;
    }
}
