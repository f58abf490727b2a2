using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crossdock.Telemetry.Tests.Seq;

/// <summary>
/// As much of Seq's API as the loader uses, after the links and entities of datalust/seq-api: groups are found by links, lists show what
/// is shared, ids are given by the server.
/// </summary>
internal sealed class SeqStandIn : IAsyncDisposable
{
    public const string ApiKey = "a-key-of-seq";
    private readonly Dictionary<string, List<JsonObject>> groups = new(StringComparer.Ordinal)
    {
        ["Signals"] = [],
        ["SqlQueries"] = [],
        ["Dashboards"] = [],
        ["Alerts"] = [],
        ["Workspaces"] = [],
    };
    private readonly WebApplication web;

    private SeqStandIn(WebApplication web) => this.web = web;

    public Uri Address => new(web.Urls.First());

    /// <summary>What is in a group, for example <c>Alerts</c>.</summary>
    public List<JsonObject> Of(string group) => groups[group];

    /// <summary>The changes that were made, for example <c>POST Signals</c>.</summary>
    public List<string> Changes { get; } = [];

    public static async Task<SeqStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var seq = new SeqStandIn(server);
        server.Use(
            (context, next) =>
            {
                if (context.Request.Headers["X-Seq-ApiKey"] == ApiKey)
                {
                    return next();
                }

                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }
        );
        seq.Map();
        await server.StartAsync();
        return seq;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private void Map()
    {
        web.MapGet("/api", () => Links(groups.Keys.Select(g => ($"{g}Resources", $"api/{g}/resources"))));
        web.MapGet(
            "/api/{group}/resources",
            (string group) => Links([("Items", $"api/{group}{{?ownerId,shared}}"), ("Item", $"api/{group}/{{id}}")])
        );
        web.MapGet(
            "/api/{group}",
            (string group, bool shared) =>
                Json(new JsonArray([.. Of(group).Where(e => shared).Select(e => e.DeepClone())]))
        );
        web.MapPost("/api/{group}", AddAsync);
        web.MapPut("/api/{group}/{id}", ReplaceAsync);
    }

    private async Task<IResult> AddAsync(string group, HttpRequest request)
    {
        var entity = await ReadAsync(request);
        entity["Id"] = $"{group}-{Of(group).Count + 1}";
        Of(group).Add(entity);
        Changes.Add($"POST {group}");
        return Json(entity.DeepClone());
    }

    private async Task<IResult> ReplaceAsync(string group, string id, HttpRequest request)
    {
        var entity = await ReadAsync(request);
        var known = Of(group).FindIndex(e => (string?)e["Id"] == id);
        if (known < 0 || (string?)entity["Id"] != id)
        {
            return Results.NotFound();
        }

        Of(group)[known] = entity;
        Changes.Add($"PUT {group}");
        return Results.Ok();
    }

    private static async Task<JsonObject> ReadAsync(HttpRequest request) =>
        (await JsonNode.ParseAsync(request.Body))!.AsObject();

    private static IResult Links(IEnumerable<(string Name, string Link)> links) =>
        Json(
            new JsonObject
            {
                ["Links"] = new JsonObject(links.Select(l => KeyValuePair.Create(l.Name, (JsonNode?)l.Link))),
            }
        );

    private static IResult Json(JsonNode node) => Results.Text(node.ToJsonString(), "application/json");
}
