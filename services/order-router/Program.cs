using Crossdock.OrderRouter;
using Crossdock.Platform.Hosting;

return await ServiceHost.RunAsync(args, new OrderRouterModule());
