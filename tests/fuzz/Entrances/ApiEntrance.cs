using System.Text.Json.Nodes;

namespace Crossdock.Fuzz.Entrances;

/// <summary>Every endpoint of the API, as it describes itself, with mutated paths, queries and bodies.</summary>
internal sealed class ApiEntrance : HubEntrance
{
    private readonly List<(string Method, string Path, IReadOnlyList<string> Query, string? Body)> endpoints = [];

    public override string Name => "api";

    public override async Task StartAsync()
    {
        await base.StartAsync();
        var description = JsonNode.Parse(await Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        foreach (var (path, methods) in description["paths"]!.AsObject())
        {
            foreach (var (method, endpoint) in methods!.AsObject().Where(one => one.Value is JsonObject))
            {
                var query = (endpoint!["parameters"]?.AsArray() ?? [])
                    .Where(one => (string?)one!["in"] == "query")
                    .Select(one => (string)one!["name"]!)
                    .ToList();
                var schema = endpoint["requestBody"]?["content"]?["application/json"]?["schema"];
                var body = schema is null ? null : ApiSchema.Example(description, schema).ToJsonString();
                endpoints.Add((method.ToUpperInvariant(), path, query, body));
            }
        }
    }

    public override async Task<Outcome> TryAsync(Random random)
    {
        var (method, path, query, body) = endpoints[random.Next(endpoints.Count)];
        var address = string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? Value(random) : part));
        var asked = query
            .Where(_ => random.Next(2) == 0)
            .Select(name => $"{Uri.EscapeDataString(name)}={Value(random)}");
        var input = body is null ? null : Mutator.Mutate(body, random);
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{address}?{string.Join('&', asked)}");
        if (input is not null)
        {
            request.Content = new ByteArrayContent(Mutator.ToBytes(input, random));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Type(random));
        }

        if (random.Next(10) == 0)
        {
            request.Headers.TryAddWithoutValidation("If-Match", "\"" + random.Next(-2, 3) + "\"");
        }

        return await SendAsync(request, input?.Length ?? 0, input ?? "");
    }

    private static string Type(Random random) =>
        random.Next(12) switch
        {
            0 => "application/json; charset=nope",
            1 => "text/plain",
            2 => "application/json; charset=utf-16",
            _ => "application/json",
        };

    private static string Value(Random random)
    {
        string[] likely =
        [
            "acme-cart",
            "acme-warehouse",
            "6f1d2c3b-0a1b-4c2d-8e3f-0123456789ab",
            "1",
            "error",
            "2026-03-01T00:00:00Z",
        ];
        var value = likely[random.Next(likely.Length)];
        var changed = random.Next(3) == 0 ? value : Mutator.Mutate(value, random);
        return Uri.EscapeDataString(
            changed[..Math.Min(changed.Length, 1500)].Replace("\uD800", "", StringComparison.Ordinal)
        );
    }
}
