using System.Net;
using System.Net.Http.Json;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Hosting;

/// <summary>
/// <c>where NUMBER</c>: asks the service that runs here where an order is, with a key that exists for this question only. For containers,
/// whose image has nothing else to ask with, and for someone who has no key of each service.
/// </summary>
internal static class WhereCommand
{
    public const string Word = "where";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <returns>The exit code: 0 where it is known here; 1 where it is not, or the service does not answer; 2 where the command is not understood.</returns>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, ServiceModule module)
    {
        if (args is not [_, { Length: > 0 } number, ..] || number.StartsWith("--", StringComparison.Ordinal))
        {
            return await FailAsync(
                ServiceHost.BrokenSetting,
                "where NUMBER: the full number in the cart, in quotes, as in where '#1042'."
            );
        }

        if (KeysCommand.FolderWithout(module, ServiceHost.Read<StoreOptions>(configuration, "Store")) is { } folder)
        {
            return await FailAsync(
                ServiceHost.BrokenSetting,
                $"There is no store of {module.Name} in {folder}: say where it is (--Store:Directory DIR)."
            );
        }

        await using var provider = KeysCommand.Provide(configuration, module);
        var keys = provider.GetRequiredService<ApiKeyStore>();
        var name = $"where-{Guid.NewGuid().ToString("N")[..12]}";
        await KeysCommand.RecordAsync(provider, $"where {number}", CancellationToken.None);
        var key = await keys.AddAsync(name, Role.Read, CancellationToken.None);
        try
        {
            return await AskAsync(module.Name, AddressOf(configuration), key!, number);
        }
        finally
        {
            await keys.WithdrawAsync(name, CancellationToken.None);
        }
    }

    private static async Task<int> AskAsync(string service, Uri address, string key, string number)
    {
        using var http = new HttpClient { Timeout = Timeout, BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        try
        {
            var path = $"{ApiSecurity.ApiRoot}{PlaceEndpoints.Path}?number={Uri.EscapeDataString(number)}";
            using var answer = await http.GetAsync(path);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return await FailAsync(
                    1,
                    $"The {service} at {address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"
                );
            }

            var places = (await answer.Content.ReadFromJsonAsync<OrderPlaces>())!.Places;
            foreach (var place in places)
            {
                Console.WriteLine(Line(place));
            }

            if (places is [])
            {
                Console.WriteLine($"{service}: nothing of {number}.");
            }

            return places.Any(place => place.OrderId is not null) ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return await FailAsync(1, $"The {service} does not answer at {address}: {e.Message}");
        }
    }

    private static string Line(OrderPlace place) =>
        string.Join(
            "  ",
            new[]
            {
                $"{place.Service}: {place.Part} {place.OrderNumber} of {place.Connection} is {place.State}",
                place.Since is { } since ? $"since {since:u}." : null,
                place.WaitsFor,
            }.OfType<string>()
        );

    /// <summary>As the server itself reads it: + and * stand for every host.</summary>
    private static Uri AddressOf(IConfiguration configuration)
    {
        var address = BindingAddress.Parse((configuration["Urls"] ?? "http://localhost:5000").Split(';')[0]);
        return new Uri($"{address.Scheme}://127.0.0.1:{address.Port}");
    }

    private static async Task<int> FailAsync(int code, string text)
    {
        await Console.Error.WriteLineAsync(text);
        return code;
    }
}
