using Crossdock.Adapters.Declaration;
using Crossdock.TestSupport;

namespace Crossdock.Adapters.Tests;

public sealed class When_the_settings_of_an_adapter_are_documented
{
    private const string Rewrite = "CROSSDOCK_WRITE_SETTINGS";

    public static TheoryData<string> Kinds => [.. Declared.Select(kind => kind.Key)];

    private static ILookup<string, Adapter> Declared { get; } =
        new AdapterCatalog(AdapterCatalog.Scan(AppContext.BaseDirectory)).All.ToLookup(adapter => adapter.Kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Should_be_what_it_declares(string kind)
    {
        var path = Path.Combine(Repository.Root, "docs", "adapters", $"{kind}.md");
        var declared = SettingsPage.Of(Declared[kind]);
        if (Environment.GetEnvironmentVariable(Rewrite) is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, declared, TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(path) && await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) == declared,
            $"docs/adapters/{kind}.md is not what the adapter declares. To rewrite it: {Rewrite}=1 tests/run conformance-adapters"
        );
    }
}
