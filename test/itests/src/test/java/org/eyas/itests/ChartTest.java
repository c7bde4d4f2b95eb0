package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Helm chart: what it renders, for several values files. {@code -Dchart.write=true} writes the expected files again. */
class ChartTest {
  /** The folder of what is rendered. */
  static final Path EXPECTED = Dist.checkout().resolve("test/itests/src/test/resources/org/eyas/itests/chart");
  private static final String NEW = "1.33.0";
  private static final Pattern CAPABILITIES = Pattern.compile("--cap-add ([a-z_,]+)");

  /** The values files, with the file that is rendered from them. */
  enum Case {
    DEFAULT(NEW, "eyas", Dist.checkout().resolve("deploy/kubernetes/eyas.yaml")),
    AUDIT_EVENTS(NEW, "eyas", EXPECTED.resolve("k8saudit.yaml"), "-f", Helm.CHART.resolve("values-k8saudit.yaml").toString()),
    BOTH_IN_AN_OLD_CLUSTER("1.28.0", "eyas", EXPECTED.resolve("syscall-k8saudit.yaml"),
        "-f", Helm.CHART.resolve("values-syscall-k8saudit.yaml").toString()),
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
    assertRefused("eyas.kafka_output: the image does not contain its bundle", "eyas.kafka_output.enabled=true");
  }

  private static void assertRefused(String line, String value) throws Exception {
    Program.Result result = Helm.template(NEW, List.of("--set", value)).run();
    assertTrue(result.exitCode() != 0 && result.err().contains(line), result::err);
  }
}
