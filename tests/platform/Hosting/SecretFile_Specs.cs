using Crossdock.Adapters;
using Crossdock.Platform.Settings;
using Crossdock.TestSupport;
using Microsoft.Extensions.Configuration;

namespace Crossdock.Platform.Tests.Hosting;

public sealed class When_secrets_are_mounted_as_files : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_read_one_setting_from_each_and_prefer_it_to_the_environment()
    {
        File.WriteAllText(folder.Of("Store__MongoDb"), "mongodb://from-a-file\n");
        var configuration = Configured(
            ("Secrets:Directory", folder.Path),
            ("Store:MongoDb", "mongodb://from-the-environment"),
            ("Store:Provider", "MongoDb")
        );

        configuration.AddSecretFiles();

        Assert.Equal("mongodb://from-a-file", configuration["Store:MongoDb"]);
        Assert.Equal("MongoDb", configuration["Store:Provider"]);
    }

    [Fact]
    public void Should_name_a_folder_that_is_not_there()
    {
        var configuration = Configured(("Secrets:Directory", folder.Of("elsewhere")));

        var refusal = Assert.Throws<SettingException>(configuration.AddSecretFiles);

        Assert.StartsWith("Secrets:Directory is not there", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_that_a_file_cannot_be_read()
    {
        // Nobody can read this one from its beginning, not even root.
        File.CreateSymbolicLink(folder.Of("Store__MongoDb"), "/proc/self/mem");
        var configuration = Configured(("Secrets:Directory", folder.Path));

        var refusal = Assert.Throws<SettingException>(configuration.AddSecretFiles);

        Assert.StartsWith(
            "Secrets:Directory has a file that cannot be read",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => folder.Dispose();

    private static ConfigurationManager Configured(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        return configuration;
    }
}
