using System.Reflection;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.WmsAdapter;
using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>Every query of the house goes through an index: what is asked often must not walk a whole collection.</summary>
public sealed class When_a_collection_of_the_house_is_queried : IAsyncDisposable
{
    private readonly SqliteFile file = new();

    /// <summary>The types whose collection is declared anywhere in the house, with an index.</summary>
    public static TheoryData<Type> Documents =>
        [
            .. new[]
            {
                typeof(Document),
                typeof(CartAdapterModule),
                typeof(OrderRouterModule),
                typeof(WmsAdapterModule),
            }
                .SelectMany(type => type.Assembly.GetTypes())
                .Append(typeof(Parcel))
                .Where(type => type.IsSubclassOf(typeof(Document)) && Collection(type) is not null),
        ];

    [Fact]
    public void Should_know_the_collections() =>
        Assert.Equal(
            [
                "AdapterStateDocument",
                "AlertDocument",
                "ApiKeyDocument",
                "AuditDocument",
                "CallDocument",
                "CartListDocument",
                "CartOrderDocument",
                "ConnectionDocument",
                "DeliveryDocument",
                "DifferenceDocument",
                "DiscardedMessage",
                "ExceptionGroup",
                "ExceptionReport",
                "FurtherCause",
                "ListedPageDocument",
                "OrderClaim",
                "OrderState",
                "Parcel",
                "PollDocument",
                "PostedOrderDocument",
                "ReconciliationDocument",
                "RereadDocument",
                "RouteDocument",
                "RouteVersionDocument",
                "ShipmentDocument",
                "StockDocument",
                "StockLevelDocument",
                "WarehouseListDocument",
            ],
            Documents
                .Select(row => row.Data)
                .Where(type => (bool)Generic(nameof(HasIndex), type).Invoke(null, [])!)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_use_the_index_for_every_question_that_it_can_be_asked(Type document) =>
        Generic(nameof(Check), document).Invoke(this, []);

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private void Check<T>()
        where T : Document
    {
        var definition = (CollectionDefinition<T>)Collection(typeof(T))!.GetValue(null)!;
        var documents = (SqliteDocuments<T>)file.Open().Open(definition);
        using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        foreach (var index in definition.Indexes)
        {
            var name = $"{definition.Name}_by_{string.Join('_', index.Fields)}";
            foreach (var (query, narrow) in Questions(index))
            {
                var plan = Plan(connection, documents.ToSql(query));
                Assert.Contains($"USING INDEX {name}", plan, StringComparison.Ordinal);
                Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
                Assert.StartsWith(narrow ? "SEARCH" : "SCAN", plan, StringComparison.Ordinal);
                Assert.Contains(
                    $"INDEX {name}",
                    Plan(connection, documents.ToSql(query, "1")),
                    StringComparison.Ordinal
                );
            }
        }
    }

    /// <summary>Values for none, some and all fields, with and without a range on the next one, in both directions.</summary>
    private static IEnumerable<(Query<T> Query, bool Narrow)> Questions<T>(Index<T> index)
        where T : Document
    {
        var values = index.Fields.Select(f => Sample(typeof(T).GetProperty(f)!.PropertyType)).ToList();
        for (var given = 0; given <= values.Count; given++)
        {
            var query = index.Where([.. values.Take(given)]);
            yield return (query, given > 0);
            yield return (query.Backwards(), given > 0);
            if (given < values.Count)
            {
                yield return (query.AtLeast(values[given]), true);
                yield return (query.AtMost(values[given]).Backwards(), true);
                yield return (query with { After = [.. values.Skip(given)] }, true);
                yield return (query.Backwards() with { After = [.. values.Skip(given)] }, true);
            }
        }
    }

    private static object Sample(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(string) ? "x" : Activator.CreateInstance(value)!;
    }

    private static string Plan(SqliteConnection connection, (string Sql, List<(string, object)> Values) query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {query.Sql}";
        foreach (var (name, value) in query.Values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        return string.Join('\n', steps);
    }

    private static bool HasIndex<T>()
        where T : Document => ((CollectionDefinition<T>)Collection(typeof(T))!.GetValue(null)!).Indexes.Count > 0;

    private static PropertyInfo? Collection(Type type) =>
        type.GetProperty("Collection", BindingFlags.Public | BindingFlags.Static);

    private static MethodInfo Generic(string name, Type type) =>
        typeof(When_a_collection_of_the_house_is_queried)
            .GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)!
            .MakeGenericMethod(type);
}
