using Youki.Runtime.Events;

namespace Youki.Runtime.Lifecycle;

/// <summary>Writes down what has been done with images, when it is done.</summary>
internal sealed class ImageEvents(EventRecorder events)
{
    private const string Digest = "digest";
    private const string Id = "id";

    public void TellPulled(string image, Digest digest) => events.RecordImage(EventKind.ImagePulled, image, Attribute(Digest, digest.ToString()));

    public async Task TagAsync(Task tagging, string image, ImageReference target)
    {
        await tagging.ConfigureAwait(false);
        events.RecordImage(EventKind.ImageTagged, target.ToString(), Attribute("of", image));
    }

    public async Task<ImageRemoval> RemoveAsync(Task<ImageRemoval> removing)
    {
        var removal = await removing.ConfigureAwait(false);
        foreach (var reference in removal.Untagged)
        {
            events.RecordImage(EventKind.ImageRemoved, reference.ToString());
        }

        foreach (var image in removal.Deleted)
        {
            events.RecordImage(EventKind.ImageRemoved, image.ToString());
        }

        return removal;
    }

    public async Task<IReadOnlyList<ImageInfo>> ImportAsync(Task<IReadOnlyList<ImageInfo>> importing)
    {
        var images = await importing.ConfigureAwait(false);
        foreach (var image in images)
        {
            events.RecordImage(EventKind.ImageImported, NameOf(image), Attribute(Id, image.Id.ToString()));
        }

        return images;
    }

    public async Task<Digest> PushAsync(Task<Digest> pushing, ImageReference image)
    {
        var digest = await pushing.ConfigureAwait(false);
        events.RecordImage(EventKind.ImagePushed, image.ToString(), Attribute(Digest, digest.ToString()));
        return digest;
    }

    public async Task<ImageInfo> CommitAsync(Task<ImageInfo> committing, ContainerId container)
    {
        var image = await committing.ConfigureAwait(false);
        events.RecordImage(EventKind.ImageCommitted, NameOf(image), Attribute("container", container.Value));
        return image;
    }

    private static string NameOf(ImageInfo image) => image.References.Count > 0 ? image.References[0].ToString() : image.Id.ToString();

    private static Dictionary<string, string> Attribute(string name, string value) => new() { [name] = value };
}
