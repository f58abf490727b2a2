using System.Text.RegularExpressions;
using Crossdock.Adapters;
using Crossdock.Platform.Hosting;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Platform.Tests.Hosting;

/// <summary>Who upgrades with an old name must not get the default of the new one without a word.</summary>
public sealed partial class When_a_setting_has_an_old_name
{
    /// <summary>The rows of CHANGELOG.md; those that say more than a name are for people to read.</summary>
    public static TheoryData<string, string> Renamed
    {
        get
        {
            var rows = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")));
            return new(rows.Select(row => (row.Groups["old"].Value, row.Groups["new"].Value)));
        }
    }

    [Theory]
    [MemberData(nameof(Renamed))]
    public void Should_not_start_and_say_the_new_one(string old, string now)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration[old] = "00:00:05";

        var e = Assert.Throws<SettingException>(() => ServiceHost.Build(builder));

        Assert.Equal($"{old} was renamed: write {now} instead", e.Message);
    }

    [GeneratedRegex(
        @"^\| `(?<old>(?!Kestrel)[A-Za-z]+:[A-Za-z]+)` \| `(?<new>[A-Za-z]+:[A-Za-z]+)` \|$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Row();
}
