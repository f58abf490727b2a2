using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Crossdock.WmsAdapter.Tests")]
