package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The Helm chart: what it renders, for several values files. {@code -Dchart.write=true} writes the expected files again. */
class ChartTest {
  /** The folder of what is rendered. */
  static final Path EXPECTED = Dist.checkout().resolve("test/itests/src/test/resources/org/eyas/itests/chart");
  private static final String NEW = "1.33.0";
  private static final Pattern CAPABILITIES = Pattern.compile("--cap-add ([a-z_,]+)");

  private static final Pattern CERTIFICATE = Pattern.compile("(/etc/eyas/tls/[a-z]+)/(\\S+)");

  /** Names that only Falco's chart has, and values that it sets to null. */
  private static final String FALCO =
      """
      tty: true
      scc: {create: false}
      podPriorityClassName:
      services:
      falcoctl: {artifact: {install: {enabled: false}, follow: {enabled: false}}}
      driver: {kind: modern_ebpf, sysfsMountPath: /sys/kernel, loader: {enabled: false}, modernEbpf: {sysfsMount: true}}
      collectors: {docker: {enabled: false}, kubernetes: {enabled: true, collectorPort: ""}, containerEngine: {withSize: false}}
      certs: {existingSecret: falco-certs, server: {key: "", crt: ""}, ca: {crt: ""}, client: {key: "", crt: ""}}
      serviceMonitor: {path: /metrics, scheme: http, tlsConfig: {}, selector: {}}
      metrics: {jemallocStatsEnabled: false, service: {ports: {metrics: {port: 8765}}}}
      falcosidekick: {enabled: false, fullfqdn: false, listenPort: ""}
      falco: {buffered_outputs: true, a_key_of_tomorrow: 1}
      """;

  /** The values files, with the file that is rendered from them. */
  enum Case {
    DEFAULT(NEW, "eyas", Dist.checkout().resolve("deploy/kubernetes/eyas.yaml")),
    AUDIT_EVENTS(NEW, "eyas", EXPECTED.resolve("k8saudit.yaml"), "-f", Helm.CHART.resolve("values-k8saudit.yaml").toString()),
    BOTH_IN_AN_OLD_CLUSTER("1.28.0", "eyas", EXPECTED.resolve("syscall-k8saudit.yaml"),
        "-f", Helm.CHART.resolve("values-syscall-k8saudit.yaml").toString()),
    CERTIFICATES(NEW, "eyas", EXPECTED.resolve("tls.yaml"), "-f", EXPECTED.resolve("tls.values.yaml").toString()),
    EVERYTHING(NEW, "falcon", EXPECTED.resolve("everything.yaml"), "-f", EXPECTED.resolve("everything.values.yaml").toString());

    private final String kubernetes;
    private final String name;
    private final Path expected;
    private final List<String> options;

    Case(String kubernetes, String name, Path expected, String... options) {
      this.kubernetes = kubernetes;
      this.name = name;
      this.expected = expected;
      this.options = List.of(options);
    }

    String rendered() throws Exception {
      return Helm.rendered(kubernetes, options);
    }
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void rendersTheExpectedObjects(Case wanted) throws Exception {
    String rendered = wanted.rendered();
    if (Boolean.getBoolean("chart.write")) {
      Files.writeString(wanted.expected, rendered);
    }
    assertEquals(Files.readString(wanted.expected), rendered, () -> wanted.expected + ": write it with -Dchart.write=true");
  }

  @ParameterizedTest
  @EnumSource
  void theObjectsAreThoseOfKubernetes(Case wanted) throws IOException {
    assertEquals(List.of(), new KubernetesObjects(Files.readString(wanted.expected)).faults());
  }

  @Test
  void anUnknownFieldIsNoticed() {
    List<String> faults =
        new KubernetesObjects("{kind: Service, apiVersion: v1, spec: {ports: [{port: 1, nodePrt: 2}]}}").faults();
    assertTrue(faults.toString().contains("nodePrt"), faults::toString);
  }

  @ParameterizedTest
  @EnumSource
  void theEngineAcceptsTheConfiguration(Case wanted) throws Exception {
    KubernetesObjects objects = new KubernetesObjects(Files.readString(wanted.expected));
    String own = objects.text(wanted.name, "eyas.yaml").replace("/etc/", folder + "/etc/"); // this machine may have rules
    Path file = Files.writeString(folder.resolve("eyas.yaml"), own);
    Program.Result result =
        Program.eyas("-c", file.toString(), "--dry-run", "-o", "engine.kind=nodriver", "-o", "log_level=warning").run();
    assertEquals(0, result.exitCode(), result::err);
    assertTrue(result.err().lines().allMatch(line -> line.contains("engine.")), result::err);
  }

  @Test
  void thePodsHaveTheCapabilitiesOfTheDocumentation() throws IOException {
    Matcher documented = CAPABILITIES.matcher(Files.readString(Dist.checkout().resolve("docs/how-to/install.md")));
    assertTrue(documented.find());
    List<String> wanted = List.of(documented.group(1).toUpperCase(Locale.ROOT).split(","));
    KubernetesObjects objects = new KubernetesObjects(Files.readString(Case.DEFAULT.expected));
    List<String> given =
        objects.container("DaemonSet", "eyas")
            .getAsJsonObject("securityContext").getAsJsonObject("capabilities").getAsJsonArray("add")
            .asList().stream().map(name -> name.getAsString()).toList();
    assertEquals(wanted, given);
  }

  @Test
  void itBelongsToTheVersionOfTheProgram() throws IOException {
    String version = Dist.home().getFileName().toString().replaceFirst("^eyas-", "").toLowerCase(Locale.ROOT);
    String chart = Files.readString(Helm.CHART.resolve("Chart.yaml"));
    assertTrue(chart.contains("\nappVersion: " + version + "\n"), chart);
  }

  @Test
  void lintFindsNothing() throws Exception {
    Program.Result result = Helm.command("lint", "--strict", Helm.CHART.toString()).run();
    assertEquals(0, result.exitCode(), () -> result.out() + result.err());
  }

  @Test
  void aWrongValueIsOneClearLine() throws Exception {
    assertRefused("driver.kind is 'ebpff': it must be auto, modern_ebpf or kmod", "driver.kind=ebpff");
    assertRefused("controller.kind: deployment watches system calls of some nodes only", "controller.kind=deployment");
    assertRefused("install its own chart and set falcosidekick.url", "falcosidekick.enabled=true");
    assertRefused("image.repository is the image of Falco", "image.repository=falcosecurity/falco");
    assertRefused("serviceMonitor.create needs metrics.enabled", "serviceMonitor.create=true");
    assertRefused("state.hostPath: pods without driver.enabled are not root",
        "driver.enabled=false,state.hostPath=/var/lib/eyas");
    assertRefused("certs.server: the chart makes no Secret of certificates in values", "certs.server.crt=PEM");
  }

  @Test
  void theSchemaIsThatOfTheValues() throws Exception {
    String schema = ChartSchema.ofValues();
    if (Boolean.getBoolean("chart.write")) {
      Files.writeString(ChartSchema.FILE, schema);
    }
    assertEquals(Files.readString(ChartSchema.FILE), schema, "write it with -Dchart.write=true");
  }

  @ParameterizedTest
  @CsvSource({
      "at '': additional properties 'drivr' not allowed, drivr.enabled=false",
      "at '/driver': additional properties 'modernEbf' not allowed, driver.modernEbf.leastPrivileged=false",
      "at '/falcosidekick': additional properties 'ulr' not allowed, falcosidekick.ulr=http://a",
      "at '/console/enabled': got string^ want boolean, console.enabled=yes",
      "at '/image/tag': got number^ want string, image.tag=10",
      "at '/driver/kmod/bufSizePreset': got string^ want integer, driver.kmod.bufSizePreset=large",
      "at '/podLabels/team': got number^ want string, podLabels.team=7"})
  void aMisspeltNameAndAWrongTypeAreRefusedWithTheirPlace(String line, String value) throws Exception {
    assertRefused(line.replace('^', ','), value);
    Program.Result lint = Helm.command("lint", Helm.CHART.toString(), "--set", value).run();
    assertTrue(lint.exitCode() != 0 && lint.out().contains(line.replace('^', ',')), () -> lint.out() + lint.err());
  }

  @Test
  void valuesOfFalcosChartAreAccepted() throws Exception {
    Path falco = Files.writeString(folder.resolve("falco.yaml"), FALCO);
    Helm.rendered(NEW, List.of("-f", falco.toString()));
  }

  @Test
  void theDashboardOfTheConfigMapIsJson() throws Exception {
    KubernetesObjects objects = new KubernetesObjects(Files.readString(Case.CERTIFICATES.expected));
    String dashboard = objects.text("eyas-dashboard", "eyas-dashboard.json");
    assertEquals("Eyas", JsonParser.parseString(dashboard).getAsJsonObject().get("title").getAsString());
    JsonObject metadata = objects.object("ConfigMap", "eyas-dashboard").getAsJsonObject("metadata");
    assertEquals("1", metadata.getAsJsonObject("labels").get("grafana_dashboard").getAsString());
    assertEquals("Security", metadata.getAsJsonObject("annotations").get("grafana_folder").getAsString());
  }

  @Test
  void everyFileOfACertificateIsBelowAMountOfItsSecret() throws Exception {
    KubernetesObjects objects = new KubernetesObjects(Files.readString(Case.CERTIFICATES.expected));
    List<String> mounts =
        objects.container("DaemonSet", "eyas").getAsJsonArray("volumeMounts").asList().stream()
            .map(mount -> mount.getAsJsonObject().get("mountPath").getAsString()).toList();
    Matcher paths = CERTIFICATE.matcher(objects.text("eyas", "eyas.yaml"));
    Set<String> found = new TreeSet<>();
    while (paths.find()) {
      found.add(paths.group(2));
      assertTrue(mounts.contains(paths.group(1)), paths.group());
    }
    assertEquals(
        Set.of("server.crt", "server.key", "ca.crt", "tls-combined.pem", "client.crt", "client.key"), found);
  }

  private static void assertRefused(String line, String value) throws Exception {
    Program.Result result = Helm.template(NEW, List.of("--set", value)).run();
    assertTrue(result.exitCode() != 0 && result.err().contains(line), result::err);
  }
}
