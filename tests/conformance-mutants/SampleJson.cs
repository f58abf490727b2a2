using System.Net.Http.Json;
using System.Text.Json;
using Crossdock.Adapters;

namespace Crossdock.Conformance.Mutants;

internal static class SampleJson
{
    public static async Task<T?> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(cancellationToken);
        }
        catch (JsonException e)
        {
            throw answer.RequestMessage?.Method == HttpMethod.Get
                ? new ConnectionProblemException(ConnectionProblem.Down, "The answer of the sample cannot be read", e)
                : new ConnectionProblemException(
                    ConnectionProblem.Unclear,
                    "The answer of the sample cannot be read",
                    e
                );
        }
    }
}
