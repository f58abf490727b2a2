using System.Xml.Linq;
using k8s;
using k8s.Models;

namespace Crossdock.Deploy.Tests;

public sealed class When_the_chart_is_rendered
{
    private static readonly string[] Names = ["hub-cart-adapter", "hub-order-router", "hub-wms-adapter"];

    /// <summary>Strictly: a field that Kubernetes does not know is an error.</summary>
    private static readonly List<object> All = KubernetesYaml.LoadAllFromString(Chart.Manifests, null, strict: true);

    [Fact]
    public async Task Should_render_what_is_in_the_repository()
    {
        var now = await Chart.RenderAsync();

        Assert.True(
            Chart.Manifests.StartsWith($"{Chart.Header}\n", StringComparison.Ordinal),
            "The chart has changed: CROSSDOCK_WRITE_CHART=1 tests/run deploy renders it again, where there is helm."
        );
        Assert.Equal(now ?? Chart.Manifests, Chart.Manifests);
    }

    [Fact]
    public void Should_have_the_product_s_version()
    {
        var version = XDocument.Load(Chart.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.All(Pods, pod => Assert.EndsWith($":{version}", Container(pod).Image, StringComparison.Ordinal));
        Assert.Contains(
            $"\nversion: {version}\n",
            File.ReadAllText(Chart.PathOf($"{Chart.Folder}/Chart.yaml")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Should_run_each_service_without_rights()
    {
        Assert.Equal(Names, All.OfType<V1Deployment>().Select(d => d.Name()).Order(StringComparer.Ordinal));
        Assert.All(
            Pods,
            pod =>
            {
                var context = Container(pod).SecurityContext;
                Assert.Equal(
                    (true, 1654, false),
                    (pod.SecurityContext.RunAsNonRoot, pod.SecurityContext.RunAsUser, pod.AutomountServiceAccountToken)
                );
                Assert.Equal((true, false), (context.ReadOnlyRootFilesystem, context.AllowPrivilegeEscalation));
                Assert.Equal(["ALL"], context.Capabilities.Drop);
                Assert.Contains("memory", Container(pod).Resources.Limits.Keys);
                Assert.Equal(35, pod.TerminationGracePeriodSeconds);
            }
        );
    }

    [Fact]
    public void Should_ask_for_health_where_the_services_answer() =>
        Assert.All(
            Pods.Select(Container),
            container =>
                Assert.Equal(
                    ("/health/live", "/health/live", "/health/ready"),
                    (
                        container.StartupProbe.HttpGet.Path,
                        container.LivenessProbe.HttpGet.Path,
                        container.ReadinessProbe.HttpGet.Path
                    )
                )
        );

    [Fact]
    public void Should_take_passwords_from_files_only()
    {
        Assert.All(
            Pods,
            pod =>
            {
                Assert.DoesNotContain(
                    Container(pod).Env,
                    one =>
                        one.Name.Contains("Password", StringComparison.Ordinal)
                        || one.Name.Contains("Key", StringComparison.Ordinal) && one.Name != "Secrets__Keys"
                );
                var files = pod
                    .Volumes.Single(v => v.Name == "secrets")
                    .Projected.Sources.SelectMany(s => s.Secret.Items ?? []);
                Assert.Equal(["Bus__Password", "Store__Password", "Telemetry__SeqApiKey"], files.Select(f => f.Path));
            }
        );
        Assert.Empty(All.OfType<V1Secret>());
    }

    [Fact]
    public void Should_keep_each_service_up_and_scale_it_by_what_waits()
    {
        Assert.Equal(Names, All.OfType<V1PodDisruptionBudget>().Select(b => b.Name()).Order(StringComparer.Ordinal));
        Assert.Equal(Names, All.OfType<V1Service>().Select(s => s.Name()).Order(StringComparer.Ordinal));
        var scalers = All.OfType<V2HorizontalPodAutoscaler>().ToList();
        Assert.Equal(Names, scalers.Select(s => s.Spec.ScaleTargetRef.Name).Order(StringComparer.Ordinal));
        Assert.All(
            scalers,
            scaler => Assert.Equal("crossdock_queue_messages", scaler.Spec.Metrics.Single().External.Metric.Name)
        );
        // The scaler decides how many: an upgrade must not set the number back.
        Assert.All(All.OfType<V1Deployment>(), deployment => Assert.Null(deployment.Spec.Replicas));
    }

    [Fact]
    public void Should_select_the_pods_that_it_makes()
    {
        var labels = All.OfType<V1Deployment>().Select(d => d.Spec.Template.Metadata.Labels).ToList();
        var selectors = All.OfType<V1Service>()
            .Select(s => s.Spec.Selector)
            .Concat(All.OfType<V1Deployment>().Select(d => d.Spec.Selector.MatchLabels))
            .Concat(All.OfType<V1PodDisruptionBudget>().Select(b => b.Spec.Selector.MatchLabels));

        Assert.All(selectors, selector => Assert.Single(labels, pod => selector.All(pod.Contains)));
        Assert.All(
            labels,
            pod =>
                Assert.All(
                    All.OfType<V1NetworkPolicy>(),
                    policy => Assert.True(policy.Spec.PodSelector.MatchLabels.All(pod.Contains))
                )
        );
    }

    [Fact]
    public void Should_let_nobody_in_but_by_http_and_keep_the_keys()
    {
        var policy = All.OfType<V1NetworkPolicy>().Single().Spec;
        Assert.Equal(["Ingress", "Egress"], policy.PolicyTypes);
        Assert.Equal("http", policy.Ingress.Single().Ports.Single().Port);
        Assert.Equal(
            "keep",
            All.OfType<V1PersistentVolumeClaim>().Single().Metadata.Annotations["helm.sh/resource-policy"]
        );
        Assert.Equal(
            ["/webhooks/ hub-cart-adapter", "/ hub-order-router"],
            All.OfType<V1Ingress>()
                .Single()
                .Spec.Rules.Single()
                .Http.Paths.Select(p => $"{p.Path} {p.Backend.Service.Name}")
        );
    }

    private static IEnumerable<V1PodSpec> Pods => All.OfType<V1Deployment>().Select(d => d.Spec.Template.Spec);

    private static V1Container Container(V1PodSpec pod) => pod.Containers.Single();
}
