namespace Crossdock.Conformance.Http;

/// <summary>A harness whose adapter calls over HTTP; <see cref="HttpHarness{TSystem}"/> is one.</summary>
public interface IHttpHarness
{
    /// <summary>Has the next call done, and answered by something in between.</summary>
    void AnswerNext(ForeignAnswer answer);
}
