using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Messaging;
using Crossdock.WmsAdapter;
using MassTransit;
using MassTransit.Serialization;

namespace Crossdock.Platform.Tests.Samples;

/// <summary>Every message that a service of the house consumes, and the enumerations in them.</summary>
internal static class MessageForms
{
    private static readonly JsonSerializerOptions Json = ContractJson.KeepContracts(
        new JsonSerializerOptions(SystemTextJsonMessageSerializer.Options)
    );

    public static IReadOnlyList<Type> Types { get; } =
    [
        .. new[] { typeof(CartAdapterModule), typeof(OrderRouterModule), typeof(WmsAdapterModule) }
            .SelectMany(module => module.Assembly.GetTypes())
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GenericTypeArguments[0])
            .Concat(OrderStateMachine.Messages)
            .Distinct()
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<WrittenForm> All => Types.Select(Of);

    private static WrittenForm Of(Type type)
    {
        // The name on the wire: a message under another one finds no consumer.
        var urn = MessageUrn.ForTypeString(type);
        return new(
            "messages",
            type.Name,
            () => Write(FilledValue.Of(type)),
            sample => (string?)sample["urn"] == urn ? sample["message"].Deserialize(type, Json) : null
        )
        {
            WriteAgain = Write,
            Bare = () => FilledValue.Bare(type),
        };

        JsonNode Write(object message) =>
            new JsonObject { ["urn"] = urn, ["message"] = JsonSerializer.SerializeToNode(message, type, Json) };
    }
}
