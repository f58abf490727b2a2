namespace Crossdock.Sandbox.Settings;

/// <summary>Asks the sandbox on this machine whether it answers: for containers, whose image has nothing else to ask with.</summary>
internal static class HealthQuestion
{
    /// <summary>The last argument, with which it asks.</summary>
    public const string Argument = "--health-check";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    /// <returns>0 where it answers, else 1, with the reason on the output.</returns>
    public static async Task<int> AskAsync(IConfiguration settings)
    {
        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            // As the server itself reads it: + and * stand for every host.
            var port = BindingAddress.Parse(SandboxSettings.Read(settings).Urls.Split(';')[0]).Port;
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/sandbox/health"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e)
            when (e is HttpRequestException or TaskCanceledException or FormatException or SandboxSettingException)
        {
            await Console.Out.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
