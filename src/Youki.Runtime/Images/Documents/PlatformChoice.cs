using System.Globalization;

namespace Youki.Runtime.Images.Documents;

/// <summary>
/// Which of several platforms runs on another. Processors run what was made for older levels of the same architecture, so arm/v7 takes v6 where there is no v7.
/// Source: containerd/platforms, compare.go, for what a missing variant stands for.
/// </summary>
internal static class PlatformChoice
{
    /// <summary>How well a platform does: 0 is what was wanted, more is an older level. Null: it does not run.</summary>
    public static int? Rank(ImagePlatform wanted, ImagePlatform offered)
    {
        if (wanted.Os != offered.Os || wanted.Architecture != offered.Architecture)
        {
            return null;
        }

        return (LevelOf(wanted), LevelOf(offered)) is ({ } wantedLevel, { } offeredLevel) ? offeredLevel <= wantedLevel ? wantedLevel - offeredLevel : null
            : wanted.Variant == offered.Variant ? 0
            : offered.Variant is null ? 1
            : null;
    }

    /// <summary>The best of some offers; null where none runs. Of equals the first is taken.</summary>
    public static T? Best<T>(ImagePlatform wanted, IEnumerable<T> offers, Func<T, ImagePlatform> platformOf)
        where T : class => offers
        .Select(offer => (Offer: offer, Rank: Rank(wanted, platformOf(offer))))
        .Where(each => each.Rank is not null)
        .OrderBy(each => each.Rank)
        .Select(each => each.Offer)
        .FirstOrDefault();

    private static int? LevelOf(ImagePlatform platform) => (platform.Architecture, platform.Variant) switch
    {
        ("arm", null) => 7,
        ("arm64", null) => 8,
        ("amd64", null) => 1,
        ("arm" or "arm64" or "amd64", ['v', .. var number]) when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var level) => level,
        _ => null,
    };
}
