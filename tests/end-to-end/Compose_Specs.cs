using System.Text.RegularExpressions;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

/// <summary>What a platform team relies on; that the file can be read at all, the other specs show.</summary>
public sealed partial class When_the_compose_file_is_read
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));

    public static TheoryData<string> Services => [.. ComposeFile.Read().Services.Keys];

    [Fact]
    public void Should_have_a_line_in_the_example_for_every_variable_and_no_other() =>
        Assert.Equal(
            ComposeFile.VariablesIn(Text).Distinct().Order(StringComparer.Ordinal),
            ComposeFile.EnvFile(".env.example").Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Should_hold_no_secret()
    {
        var secrets = Secret().Matches(Text);

        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.StartsWith("${", secret.Groups["value"].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_leave_passwords_to_be_filled_in() =>
        Assert.All(
            ComposeFile.EnvFile(".env.example").Where(line => line.Key.EndsWith("PASSWORD", StringComparison.Ordinal)),
            line => Assert.Empty(line.Value)
        );

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_bound_each_service_and_start_it_again(string name)
    {
        var service = ComposeFile.Read().Services[name];

        Assert.Contains("mem_limit", service.Keys);
        Assert.Equal("unless-stopped", service["restart"]);
        // Pinned to a release, or built from this clone.
        Assert.True(
            service.ContainsKey("build")
                || ((string)service["image"]).Split(':')[1].Contains('.', StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_open_ports_to_this_machine_only(string name)
    {
        var ports = ComposeFile.Read().Services[name].GetValueOrDefault("ports", new List<object>());

        Assert.All(
            (List<object>)ports,
            port => Assert.StartsWith("127.0.0.1:", (string)port, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("cart-adapter")]
    [InlineData("wms-adapter")]
    public void Should_let_adapters_run_several_times(string name)
    {
        var service = ComposeFile.Read().Services[name];

        Assert.DoesNotContain("ports", service.Keys);
        Assert.DoesNotContain("container_name", service.Keys);
        // Nothing of its own but the keys of its secrets, which all replicas share.
        Assert.Equal(["keys:/keys"], (List<object>)service["volumes"]);
    }

    /// <summary>A value whose name says that it is secret, and a password in an address.</summary>
    [GeneratedRegex(
        @"^\s+\w*(?i:password|pass|secret|apikey):\s*""?(?<value>\S+)|://[^:/\s]+\}:(?<value>[^@\s]+)@",
        RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Secret();
}
