#!/usr/bin/env dotnet
// Loads the files beside it into Seq over its HTTP API: signals, queries, a dashboard, alerts, and a workspace that contains them.
// Needs only the .NET 10 SDK. A second run updates by title what exists, and creates no duplicates.
//
//   SEQ_API_KEY=… dotnet run deploy/seq/load.cs -- http://localhost:5341
#:property PublishAot=false
#:property NoWarn=$(NoWarn);CS1591;MA0047
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

const string Key = "SEQ_API_KEY";
if (args is not [var address] || !Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var seq))
{
    return Fail(
        $"Pass Seq's address: dotnet run deploy/seq/load.cs -- http://localhost:5341, with its API key in {Key}."
    );
}

using var http = new HttpClient { BaseAddress = seq, Timeout = TimeSpan.FromSeconds(30) };
if (Environment.GetEnvironmentVariable(Key) is { Length: > 0 } key)
{
    http.DefaultRequestHeaders.Add("X-Seq-ApiKey", key);
}

try
{
    var root = await GetAsync("api");
    var signals = await LoadAsync(root, "Signals", "signals.json");
    var queries = await LoadAsync(root, "SqlQueries", "queries.json");
    var dashboards = await LoadAsync(root, "Dashboards", "dashboards.json");
    await LoadAsync(root, "Alerts", "alerts.json");
    await LoadAsync(
        root,
        "Workspaces",
        "workspaces.json",
        workspace =>
            workspace["Content"] = new JsonObject
            {
                ["SignalIds"] = signals,
                ["QueryIds"] = queries,
                ["DashboardIds"] = dashboards,
            }
    );
    return 0;
}
catch (SeqException e)
{
    return Fail(e.Message);
}
catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
{
    return Fail($"{seq} does not answer: {e.Message}");
}

static int Fail(string why)
{
    Console.Error.WriteLine(why);
    return 1;
}

// Returns the ids of what was loaded. Entities that belong to a user are left alone, even if the title matches.
async Task<JsonArray> LoadAsync(JsonNode root, string group, string file, Action<JsonObject>? complete = null)
{
    var links = (await GetAsync(Link(root, $"{group}Resources")))["Links"]!;
    var items = (string)links["Items"]!;
    var list = items.Split('{')[0] + (items.Contains("shared", StringComparison.Ordinal) ? "?shared=true" : "");
    var there = (await GetAsync(list)).AsArray();
    var ids = new JsonArray();
    foreach (var wanted in JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), file)))!.AsArray())
    {
        var entity = wanted!.DeepClone().AsObject();
        complete?.Invoke(entity);
        var title = (string)entity["Title"]!;
        var known = there.FirstOrDefault(t => (string?)t!["Title"] == title && t["OwnerId"] is null);
        if (known is null)
        {
            var made = await SendAsync(HttpMethod.Post, items.Split('{')[0], entity);
            ids.Add((string)made!["Id"]!);
        }
        else
        {
            var id = (string)known["Id"]!;
            entity["Id"] = id;
            // Notification channels, and which alerts are disabled, are decided in Seq.
            foreach (var kept in (string[])["NotificationChannels", "IsDisabled"])
            {
                if (entity.ContainsKey(kept) && known[kept] is { } value)
                {
                    entity[kept] = value.DeepClone();
                }
            }

            await SendAsync(
                HttpMethod.Put,
                ((string)links["Item"]!).Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal),
                entity
            );
            ids.Add(id);
        }

        Console.WriteLine($"{(known is null ? "created" : "updated"), -8} {group, -11} {title}");
    }

    return ids;
}

async Task<JsonNode> GetAsync(string path) => (await SendAsync(HttpMethod.Get, path, null))!;

async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body)
{
    using var request = new HttpRequestMessage(method, path.TrimStart('/'));
    request.Headers.Accept.ParseAdd("application/json");
    request.Content = body is null ? null : JsonContent.Create(body);
    using var answer = await http.SendAsync(request);
    var text = await answer.Content.ReadAsStringAsync();
    if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
    {
        throw new SeqException(
            $"Seq refuses {method} {path}: set {Key} to an API key with the permissions Read, Write and Project."
        );
    }

    return answer.IsSuccessStatusCode
        ? (text.Length == 0 ? null : JsonNode.Parse(text))
        : throw new SeqException($"Seq answers {(int)answer.StatusCode} to {method} {path}: {text}");
}

static string Link(JsonNode root, string name) =>
    (string?)root["Links"]?.AsObject().FirstOrDefault(l => l.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
    ?? throw new SeqException(
        $"The server at this address has no {name}: check that it is Seq, version 2023.1 or newer."
    );

static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

internal sealed class SeqException(string message) : Exception(message);
