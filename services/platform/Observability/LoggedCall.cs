using System.Text;

namespace Crossdock.Platform.Observability;

/// <summary>Stands before the network of one connection, and hands each call about an order to the log.</summary>
internal sealed class LoggedCall(
    CallLog log,
    string connection,
    string kind,
    IReadOnlyList<string> secrets,
    TimeProvider time
) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!log.IsOn || OrderTrace.OrderNow() is not { } order)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var began = time.GetTimestamp();
        var call = new CallDocument
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("D"),
            OrderId = order,
            At = time.GetUtcNow(),
            Connection = connection,
            Kind = kind,
            Method = request.Method.Method,
            Address = SecretMask.Apply($"{request.RequestUri}", secrets),
            Operation = request.Headers.NonValidated.TryGetValues("SOAPAction", out var action)
                ? $"{action}".Trim('"').Split('/')[^1]
                : null,
        };
        // What is sent is in memory already, and small: it is about one order.
        var sent = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            call.Status = (int)response.StatusCode;
            response.Content = new RecordedContent(response.Content, log.MaxBytes, Add);
            return response;
        }
        catch (Exception e)
        {
            Add([], e);
            throw;
        }

        void Add(byte[] answer, Exception? failure)
        {
            call.Milliseconds = (int)time.GetElapsedTime(began).TotalMilliseconds;
            call.Failure = failure is null ? null : failure.Message;
            log.Add(call, () => (Text(sent), Text(answer)));
        }
    }

    private string? Text(byte[]? body) =>
        body is { Length: > 0 }
            ? SecretMask.Apply(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, log.MaxBytes)), secrets)
            : null;
}
