using Crossdock.Platform.Settings;

namespace Crossdock.Platform.Hosting;

/// <summary>What a service prints for <c>--help</c>.</summary>
internal static class Usage
{
    public static string Of(string service) =>
        $"""
            {service} {Product.Version}, a service of Crossdock. Without arguments it runs until it is stopped.

              {ServiceHost.Help}                    prints this
              {ServiceHost.Version}                 prints the version
              {ServiceHost.HealthCheck}            asks the {service} that runs here whether it is ready; exit code 0 or 1
              {KeysCommand.Word} …                    lists, creates and deletes API keys; {KeysCommand.Word} alone says how
              {WhereCommand.Word} NUMBER              asks the {service} that runs here where an order is, as in {WhereCommand.Word} '#1042'
              {BackupCommand.Word} FILE               writes all that the {service} has stored to a new file, while it runs or not; - for the output
              {RestoreCommand.Word} FILE              fills an empty store from such a file; - for the input
              --Name:Of:Setting value   sets a setting, for example --Urls http://127.0.0.1:5110

            Settings are read from files in Secrets:Directory, the command line and the environment (Bus__RabbitMq=amqp://…); all of them
            are in docs/settings.md. The exit code for a setting that cannot work is 2, with one line that says what to do.
            """;
}
