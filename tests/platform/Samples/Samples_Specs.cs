using System.Diagnostics;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.Platform.Tests.Samples;

/// <summary>
/// Versions run side by side, and a newer one reads what an earlier one has stored or sent. The samples show how each version wrote; a new
/// form gets one more with <c>CROSSDOCK_WRITE_SAMPLES=1 tests/run platform</c>.
/// </summary>
public sealed class When_versions_meet
{
    private static readonly Dictionary<string, WrittenForm> Forms = MessageForms
        .All.Concat(DocumentForms.All)
        .Concat(EnumerationForms.All)
        .ToDictionary(form => form.ToString(), StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Forms.Keys];

    public static TheoryData<string> Files => [.. SampleFolder.Files.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_have_a_sample_of_the_present_form(string name)
    {
        var form = Forms[name];
        if (SampleFolder.IsWriting)
        {
            SampleFolder.Add(form);
        }

        Assert.True(
            SampleFolder.Of(form) is [.., var latest] && JsonNode.DeepEquals(SampleFolder.Read(latest), form.Write()),
            $"The form of {name} is new. Add its sample with {SampleFolder.Setting}=1 tests/run platform, and commit it."
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Should_read_all_that_an_earlier_version_wrote(string file)
    {
        Assert.True(Forms.TryGetValue(file.Split('.')[0], out var form), $"Nothing reads {file} any more.");
        var sample = SampleFolder.Read(file);

        var read = form.Read(sample);

        Assert.True(read is not null, $"{file} is found under another name now.");
        Assert.Empty(JsonParts.Missing(sample, form.WriteAgain(read)));
        Assert.Empty(NullPlaces.In(read));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_pass_over_a_field_that_a_later_version_added(string name)
    {
        var form = Forms[name];
        if (form.Folder == "enumerations")
        {
            return;
        }

        var read = form.Read(JsonParts.WithField(form.Write(), "addedLater"));

        Assert.Empty(JsonParts.Missing(form.Write(), form.WriteAgain(read!)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_read_what_has_nothing_that_it_need_not_have(string name)
    {
        var form = Forms[name];
        var written = form.WriteAgain(form.Bare());

        Assert.True(JsonNode.DeepEquals(written, form.WriteAgain(form.Read(written)!)), written.ToJsonString());
    }

    [Fact]
    public void Should_never_have_edited_a_sample()
    {
        using var git = Process.Start(
            new ProcessStartInfo(
                "git",
                ["log", "--diff-filter=MDRT", "--format=", "--name-status", "--", "tests/platform/Samples/*.json"]
            )
            {
                WorkingDirectory = Repository.Root,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

        Assert.Equal("", git.StandardOutput.ReadToEnd());
    }
}
