using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Crossdock.Adapters;

namespace Crossdock.Platform.Observability;

/// <summary>Counts and times the HTTP calls to external systems, by connection and result.</summary>
public sealed class ExternalCalls(Meter meter, TimeProvider time)
{
    private static readonly double[] Bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Histogram<double> durations = meter.CreateHistogram<double>(
        "crossdock.external.call.duration",
        "s",
        "Calls to external systems, and the seconds until the answer began, by connection and result: "
            + "ok, refused (4xx), limited (429), down (5xx or no connection), unclear (no answer in time, or broken off).",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds }
    );

    private readonly Counter<long> failures = meter.CreateCounter<long>(
        "crossdock.external.failures",
        "{failure}",
        "Failures of external systems as the adapter understands them, by connection and problem; also those whose HTTP status is 200."
    );

    /// <summary>Counts a failure as the adapter understands it: an answer may refuse with status 200.</summary>
    public void CountFailure(string connection, ConnectionProblem problem) => Count(connection, problem, 1);

    private void Count(string connection, ConnectionProblem problem, int delta) =>
        failures.Add(
            delta,
            Reading.Label("connection", connection),
            Reading.Label("problem", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{problem}"))
        );

    /// <summary>Stands before the network for one connection.</summary>
    public DelegatingHandler Measure(string connection, HttpMessageHandler network)
    {
        // Present from the start: an increase from nothing is not seen as one.
        foreach (var problem in Enum.GetValues<ConnectionProblem>())
        {
            Count(connection, problem, 0);
        }

        return new Measured(durations, time, connection) { InnerHandler = network };
    }

    /// <summary>The result of an answer.</summary>
    internal static string ResultOf(HttpStatusCode status) =>
        (int)status switch
        {
            429 => "limited",
            >= 500 => "down",
            >= 400 => "refused",
            _ => "ok",
        };

    /// <summary>The result where no answer came. Where nothing can have been sent, the system is down.</summary>
    internal static string ResultOf(Exception failure) =>
        failure
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            }
            ? "down"
            : "unclear";

    private sealed class Measured(Histogram<double> durations, TimeProvider time, string connection) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var began = time.GetTimestamp();
            var result = "";
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                result = ResultOf(answer.StatusCode);
                return answer;
            }
            catch (Exception e)
            {
                result = ResultOf(e);
                throw;
            }
            finally
            {
                durations.Record(
                    time.GetElapsedTime(began).TotalSeconds,
                    Reading.Label("connection", connection),
                    Reading.Label("result", result)
                );
            }
        }
    }
}
