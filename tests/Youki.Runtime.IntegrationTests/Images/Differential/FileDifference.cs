namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>One thing in which two trees differ.</summary>
/// <param name="Path">The file, below the root.</param>
/// <param name="Member">The member of <see cref="FileFacts"/>; empty where one tree has no such file.</param>
/// <param name="Actual">What the first tree has.</param>
/// <param name="Expected">What the second has.</param>
internal sealed record FileDifference(string Path, string Member, string Actual, string Expected)
{
    public override string ToString() => $"  {Path}: {(Member.Length > 0 ? Member + " " : "")}{Actual}, {Expected}";
}
