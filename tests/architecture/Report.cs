namespace Crossdock.Architecture.Tests;

/// <summary>A finding is of use only in full.</summary>
internal static class Report
{
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }
}
