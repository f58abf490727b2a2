using System.Globalization;

namespace Crossdock.Telemetry.Tests.Otlp;

/// <summary>A span as it was received.</summary>
/// <param name="Kind">1 internal, 2 server, 3 client, 4 producer, 5 consumer.</param>
public sealed record ToldSpan(
    string Service,
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

/// <summary>A log record as it was received.</summary>
public sealed record ToldLog(
    string Service,
    string TraceId,
    string Severity,
    string Body,
    IReadOnlyDictionary<string, string> Attributes
)
{
    /// <summary>The event's stable name.</summary>
    public string Event => Attributes.GetValueOrDefault("EventName", "");
}

/// <summary>Reads the two requests of OTLP, by the field numbers of opentelemetry-proto 1.x.</summary>
internal static class Told
{
    public static IEnumerable<ToldSpan> Spans(ReadOnlyMemory<byte> request) =>
        from resource in new ProtoMessage(request).All(1)
        from scope in resource.All(2)
        from span in scope.All(2)
        select new ToldSpan(
            Service(resource),
            scope.One(1)?.Text(1) ?? "",
            span.Hex(1),
            span.Hex(2),
            span.Text(5),
            (int)span.Number(6),
            TimeSpan.FromTicks((long)(span.Number(8) - span.Number(7)) / 100),
            Attributes(span, 9)
        );

    public static IEnumerable<ToldLog> Logs(ReadOnlyMemory<byte> request) =>
        from resource in new ProtoMessage(request).All(1)
        from scope in resource.All(2)
        from log in scope.All(2)
        select new ToldLog(Service(resource), log.Hex(9), log.Text(3), log.One(5)?.Text(1) ?? "", Attributes(log, 6));

    private static string Service(ProtoMessage resource) => Attributes(resource.One(1)!, 1)["service.name"];

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
