using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Security.Tests;

/// <summary>Problem details (RFC 9457), read strictly.</summary>
internal sealed record ProblemDocument(int Status, string Title, string Detail, JsonObject All)
{
    /// <summary>Fails where the answer is anything else, says nothing, or tells something of the inside.</summary>
    public static async Task<ProblemDocument> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var all = (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
        var problem = new ProblemDocument(
            (int)all["status"]!,
            (string)all["title"]!,
            (string?)all["detail"] ?? "",
            all
        );
        Assert.Equal((int)answer.StatusCode, problem.Status);
        Assert.NotEqual("", problem.Title);
        Assert.Matches("^[A-Z].{20,}", problem.Detail);
        Assert.DoesNotMatch("Exception|   at |System\\.", $"{all}");
        return problem;
    }
}
