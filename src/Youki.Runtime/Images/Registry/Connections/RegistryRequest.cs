using System.Net;
using System.Net.Http.Headers;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>What a registry is asked; a message of it can be made again and again.</summary>
internal sealed record RegistryRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>Behind the image's name, such as <c>manifests/latest</c>; with a slash before it, behind the host.</summary>
    public string Path { get; init; } = "";

    /// <summary>The whole address, where the registry itself gave one.</summary>
    public Uri? Address { get; init; }

    /// <summary>What it is about in messages, such as <c>manifest 'latest'</c>.</summary>
    public required string What { get; init; }

    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The first byte that is wanted. Null: all.</summary>
    public long? RangeBegin { get; init; }

    /// <summary>Makes the body. Null: there is none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whose time runs while the body is sent. Null: one of its own.</summary>
    public StallGuard? Guard { get; init; }

    /// <summary>A status besides those of success that is an answer too. Null: none.</summary>
    public HttpStatusCode? AlsoAccepted { get; init; }

    /// <summary>Whether it changes something there.</summary>
    public bool IsPush => Method != HttpMethod.Get && Method != HttpMethod.Head;

    public HttpRequestMessage ToMessage(Uri address)
    {
        var message = new HttpRequestMessage(Method, address) { Content = Content?.Invoke() };
        foreach (var type in Accept)
        {
            message.Headers.TryAddWithoutValidation("Accept", type);
        }

        message.Headers.Range = RangeBegin is { } begin ? new RangeHeaderValue(begin, null) : null;
        return message;
    }
}
