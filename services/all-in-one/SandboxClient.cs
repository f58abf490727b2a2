namespace Crossdock.AllInOne;

/// <summary>One item of the sandbox's catalogue.</summary>
internal sealed record CatalogItem(string Sku, string Upc, string Name);

/// <summary>How the sandbox finds one seeded order in its database.</summary>
internal sealed record SeededOrder(
    string Number,
    string Kind,
    string Expected,
    string? Overtaken,
    string Found,
    bool Ok,
    string? Why,
    IReadOnlyList<string> Differences
);

/// <summary>How the sandbox finds all of them.</summary>
internal sealed record ReportTotals(
    int Orders,
    int Confirmed,
    int Held,
    int Skipped,
    int Canceled,
    int Lost,
    int Doubled,
    int Wrong
);

internal sealed record StockReport(bool Agree);

internal sealed record SandboxReport(ReportTotals Totals, IReadOnlyList<SeededOrder> Orders, StockReport Stock);

/// <summary>The sandbox's own endpoints, over HTTP like everybody else.</summary>
internal sealed class SandboxClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(address, "sandbox/") };

    public async Task<IReadOnlyList<CatalogItem>> CatalogAsync(CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<List<CatalogItem>>("catalog", cancellationToken) ?? [];

    public async Task SeedAsync(int? orders, int seed, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync("seed", new { orders, seed }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task FailNowAndThenAsync(int seed, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync("faults", new { preset = "all", seed }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<SandboxReport> ReportAsync(CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<SandboxReport>("report", cancellationToken)
        ?? throw new InvalidOperationException("The sandbox has no report.");

    public void Dispose() => http.Dispose();
}
