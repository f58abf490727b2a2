using Microsoft.AspNetCore.Http;

namespace Crossdock.Platform.Hosting;

/// <summary>Asks the service on this machine whether it is ready: for containers, whose image has nothing else to ask with.</summary>
internal static class HealthQuestion
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    /// <returns>0 where it is ready, else 1, and what it says on the output.</returns>
    public static async Task<int> AskAsync()
    {
        var urls = Environment.GetEnvironmentVariable("Urls") ?? "http://localhost:5000";
        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            // As the server itself reads it: + and * stand for every host.
            var port = BindingAddress.Parse(urls.Split(';')[0]).Port;
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or FormatException)
        {
            await Console.Out.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
