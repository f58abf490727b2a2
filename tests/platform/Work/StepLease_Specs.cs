using System.Net;
using Crossdock.Platform.Work;

namespace Crossdock.Platform.Tests.Work;

public sealed class When_a_process_is_suspended_in_the_middle_of_a_step : IAsyncDisposable
{
    private readonly WorkFixture work = new();
    private readonly Network network = new();
    private readonly HttpClient http;

    public When_a_process_is_suspended_in_the_middle_of_a_step() =>
        http = new(StepLease.Guard(network, work.Time)) { BaseAddress = new Uri("http://warehouse.test/") };

    [Fact]
    public async Task Should_send_nothing_once_its_lease_has_ended()
    {
        var id = await work.DueAsync();
        await work.StartAsync(
            async (_, token) =>
            {
                // The intent is stored; before anything is sent, the process stands still.
                work.Time.Suspend(work.Options.Lease);
                await http.GetAsync("send", token);
            }
        );

        var job = await work.SeeAsync(id, job => job.LastError is not null);

        Assert.Equal(0, network.Calls);
        Assert.StartsWith("nothing was sent", job.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_send_while_the_lease_lasts()
    {
        var id = await work.DueAsync();
        await work.StartAsync(
            async (jobs, token) =>
            {
                work.Time.Suspend(work.Options.Lease - TimeSpan.FromSeconds(1));
                await http.GetAsync("send", token);
                jobs[0].Done();
            }
        );

        await work.SeeAsync(id, job => job.DueAt is null);

        Assert.Equal(1, network.Calls);
    }

    public async ValueTask DisposeAsync()
    {
        await work.DisposeAsync();
        http.Dispose();
        network.Dispose();
    }

    private sealed class Network : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Calls++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
