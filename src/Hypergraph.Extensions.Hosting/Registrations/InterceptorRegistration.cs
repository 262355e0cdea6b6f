namespace Hypergraph.Extensions.Hosting.Registrations;

/// <summary>An interceptor around every node of every run.</summary>
internal sealed record InterceptorRegistration(Func<IServiceProvider, NodeInterceptor> Find);
