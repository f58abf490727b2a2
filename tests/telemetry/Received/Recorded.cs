using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Crossdock.Telemetry.Tests.Received;

/// <summary>A span as it was received.</summary>
/// <param name="Kind">1 internal, 2 server, 3 client, 4 producer, 5 consumer.</param>
public sealed record RecordedSpan(
    string Service,
    string Version,
    string Source,
    string TraceId,
    string SpanId,
    string Name,
    int Kind,
    TimeSpan Duration,
    IReadOnlyDictionary<string, string> Attributes
)
{
    public const int Client = 3;
}

/// <summary>A log event as it was received.</summary>
/// <param name="Name">The event's stable name; empty where it has none.</param>
/// <param name="Attributes">Its properties, without those that are null.</param>
public sealed record RecordedEvent(
    string Service,
    string TraceId,
    string Name,
    IReadOnlyDictionary<string, string> Attributes
);

/// <summary>Reads OTLP by the field numbers of opentelemetry-proto 1.x, and CLEF by its reserved names.</summary>
internal static class Recorded
{
    public static IEnumerable<RecordedSpan> Spans(ReadOnlyMemory<byte> request) =>
        from resource in new ProtoMessage(request).All(1)
        from scope in resource.All(2)
        from span in scope.All(2)
        select new RecordedSpan(
            Attributes(resource.One(1)!, 1)["service.name"],
            Attributes(resource.One(1)!, 1)["service.version"],
            scope.One(1)?.Text(1) ?? "",
            span.Hex(1),
            span.Hex(2),
            span.Text(5),
            (int)span.Number(6),
            TimeSpan.FromTicks((long)(span.Number(8) - span.Number(7)) / 100),
            Attributes(span, 9)
        );

    /// <summary>The names of the metrics.</summary>
    public static IEnumerable<string> Metrics(ReadOnlyMemory<byte> request) =>
        from resource in new ProtoMessage(request).All(1)
        from scope in resource.All(2)
        from metric in scope.All(2)
        select metric.Text(1);

    public static IEnumerable<RecordedEvent> Events(ReadOnlyMemory<byte> request) =>
        Encoding.UTF8.GetString(request.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Event);

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static RecordedEvent Event(string line)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(line);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null)
            {
                // Added, not set: a name that comes twice is a mistake, and the reader decides which one counts.
                attributes.Add(property.Name, property.Value.ToString());
            }
        }

        return new RecordedEvent(
            attributes.GetValueOrDefault("Service", ""),
            attributes.GetValueOrDefault("@tr", ""),
            attributes.GetValueOrDefault("EventName", ""),
            attributes
        );
    }

    private static Dictionary<string, string> Attributes(ProtoMessage of, int number)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in of.All(number))
        {
            // Added, not set: a name that comes twice is a mistake, and the reader decides which one counts.
            attributes.Add(pair.Text(1), pair.One(2) is { } value ? Value(value) : "");
        }

        return attributes;
    }

    private static string Value(ProtoMessage value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(2) ? (value.Number(2) == 1 ? "true" : "false")
        : value.Has(3) ? ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture)
        : value.Has(4) ? BitConverter.UInt64BitsToDouble(value.Number(4)).ToString(CultureInfo.InvariantCulture)
        : "";
}
