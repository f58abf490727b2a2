using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;

var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
if (args is [.., HealthQuestion.Argument])
{
    return await HealthQuestion.AskAsync(settings);
}

try
{
    SandboxPermission.Check(settings);
    await using var app = await SandboxServer.StartAsync(SandboxSettings.Read(settings));
    await Console.Out.WriteLineAsync($"The sandbox listens on {app.BaseAddress()}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (SandboxSettingException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}
