using System.Net;

namespace Crossdock.Adapters.Bergen;

/// <summary>A call of the web service: SOAP alone is its own answer, a fault of it too.</summary>
internal sealed class RexCall(TimeSpan timeout, TimeProvider time) : ExternalCall("Bergen", timeout, time)
{
    /// <summary>SOAP is always a POST: the method does not tell a read from a write.</summary>
    public static readonly HttpRequestOptionsKey<RexOperation> Operation = new("Operation");

    protected override int MaxBytes => LenientXml.MaxBytes;

    protected override bool IsWrite(HttpRequestMessage request) => OperationOf(request).Ask == Ask.Write;

    protected override bool IsOwnAnswer(ExternalAnswer answer) =>
        SoapAnswer.Body(LenientXml.TryRead(answer.Body.ToArray())) is not null;

    /// <summary>What an answer of the service stands for, <see cref="SoapAnswer"/> tells.</summary>
    protected override ConnectionProblemException? ProblemOf(ExternalAnswer answer) =>
        answer.Status == HttpStatusCode.OK || IsOwnAnswer(answer) ? null : base.ProblemOf(answer);

    private static RexOperation OperationOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(Operation, out var operation)
            ? operation
            : throw new InvalidOperationException("The call names no operation.");
}
