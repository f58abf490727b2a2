using Crossdock.Adapters;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Mongo;
using MongoDB.Driver;

namespace Crossdock.Platform.Tests.Storage;

public sealed class When_mongodb_is_configured
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Should_ask_for_the_connection_string(string? connectionString)
    {
        var refusal = Refusal(new StoreOptions { MongoDb = connectionString });

        Assert.Equal("Store:MongoDb", refusal.Setting);
        Assert.Contains("missing", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:27017")]
    [InlineData("http://crossdock:Gr8-Secret@localhost")]
    [InlineData("mongodb://crossdock:Gr8-Secret@localhost:port")]
    [InlineData("mongodb://crossdock:Gr8-Secret@@/localhost")]
    [InlineData("mongodb://crossdock:Gr8-Secret@localhost/?w=Gr8-Secret&connectTimeoutMS=soon")]
    public void Should_refuse_a_broken_one_without_repeating_it(string connectionString)
    {
        var refusal = Refusal(new StoreOptions { MongoDb = connectionString });

        Assert.Equal("Store:MongoDb", refusal.Setting);
        Assert.DoesNotContain("Gr8-Secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme.")]
    [InlineData("a$b")]
    [InlineData("this_is_a_much_too_long_prefix_")]
    public void Should_refuse_a_prefix_that_no_database_can_have(string prefix)
    {
        var refusal = Refusal(new StoreOptions { MongoDb = "mongodb://localhost", MongoDatabasePrefix = prefix });

        Assert.Equal("Store:MongoDatabasePrefix", refusal.Setting);
    }

    [Fact]
    public void Should_take_user_and_password_of_any_characters_beside_it()
    {
        var settings = MongoConnection.SettingsOf(
            new StoreOptions
            {
                MongoDb = "mongodb://other:other@localhost/?authSource=admin",
                Username = "cross/dock",
                Password = "p@ss:/#?%41",
            }
        );

        Assert.Equal(
            ("cross/dock", "admin", "p@ss:/#?%41"),
            (
                settings.Credential.Username,
                settings.Credential.Source,
                new System.Net.NetworkCredential(
                    "",
                    ((PasswordEvidence)settings.Credential.Evidence).SecurePassword
                ).Password
            )
        );
    }

    [Fact]
    public void Should_give_each_service_a_database()
    {
        Assert.Equal("crossdock_cart_adapter", MongoConnection.DatabaseOf(new StoreOptions(), "cart-adapter"));
        Assert.Equal(
            "trial_order_router",
            MongoConnection.DatabaseOf(new StoreOptions { MongoDatabasePrefix = "trial_" }, "order-router")
        );
    }

    [Fact]
    public void Should_wait_for_a_server_only_briefly_unless_told_otherwise()
    {
        var settings = MongoConnection.SettingsOf(new StoreOptions { MongoDb = "mongodb://localhost" });
        Assert.Equal(
            (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), true),
            (settings.ServerSelectionTimeout, settings.SocketTimeout, settings.RetryWrites)
        );

        settings = MongoConnection.SettingsOf(
            new StoreOptions
            {
                MongoDb = "mongodb://localhost/?serverSelectionTimeoutMS=9000&socketTimeoutMS=8000&retryWrites=false",
            }
        );
        Assert.Equal(
            (TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(8), false),
            (settings.ServerSelectionTimeout, settings.SocketTimeout, settings.RetryWrites)
        );
    }

    private static SettingException Refusal(StoreOptions options) =>
        Assert.Throws<SettingException>(() => MongoConnection.SettingsOf(options));
}
