package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.launcher.DistributionFramework;
import org.eyas.launcher.UnsatisfiedComponents;
import org.eyas.launcher.start.StartMonitor;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Starts the distribution's bundles on a framework in this JVM. */
class StartTest {
  private static final long LIMIT_MILLIS = 20_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private DistributionFramework start(Map<String, String> options) throws Exception {
    DistributionFramework distribution = DistributionFramework.create(Dist.home(), options);
    for (String stream : List.of("out", "err")) {
      distribution
          .context()
          .registerService(
              PrintStream.class,
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new Hashtable<>(Map.of(LauncherServices.STREAM, stream)));
    }
    distribution.start();
    return distribution;
  }

  private static List<String> notActive(BundleContext context) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
        .map(bundle -> bundle.getSymbolicName() + " in state " + bundle.getState())
        .toList();
  }

  @Test
  void everyBundleIsActive() throws Exception {
    try (DistributionFramework distribution = start(Map.of());
        StartMonitor monitor = new StartMonitor(distribution.context())) {
      monitor.awaitMain(LIMIT_MILLIS);
      assertEquals(List.of(), notActive(distribution.context()));
    }
  }

  @Test
  void everyComponentIsSatisfiedExceptUnusedCommandsAndOutputs() throws Exception {
    Map<String, String> asked =
        Map.of("eyas.option.set.0", "engine.kind=nodriver", "eyas.option.set.1", "metrics={enabled: true, output_rule: true}");
    try (DistributionFramework distribution = start(asked);
        StartMonitor monitor = new StartMonitor(distribution.context())) {
      monitor.awaitMain(LIMIT_MILLIS);
      assertEquals(
          List.of(),
          UnsatisfiedComponents.describe(distribution.context()).stream()
              .filter(text -> !text.matches(
                  ".*(Command|Output|WebServer|GrpcServer|ConfiguredQueue|ConfiguredThrottle|Heartbeat|AuditSource|AuditFields"
                      + "|JsonFields|KrsiFields|AuditRules|SigmaRules|K8sEnricher|K8sFields) waits for a configuration"))
              .filter(text -> !text.endsWith("StopCommand waits for [stop]")) // Main registers it
              .toList());
    }
  }

  @Test
  void versionsArePrintedOnTheMainThread() throws Exception {
    try (DistributionFramework distribution = start(Map.of("eyas.option.version", "true"));
        StartMonitor monitor = new StartMonitor(distribution.context())) {
      Callable<?> main = monitor.awaitMain(LIMIT_MILLIS);
      assertNotNull(main);
      assertEquals(0, main.call());
      assertEquals("Falco version: 0.44.1", out.toString(StandardCharsets.UTF_8).lines().findFirst().orElse(""));
    }
  }

  @Test
  void nothingRequestsTheMainThreadWithoutBundles() throws Exception {
    try (DistributionFramework distribution = DistributionFramework.create(Dist.home(), Map.of());
        StartMonitor monitor = new StartMonitor(distribution.context())) {
      assertNull(monitor.awaitMain(10));
    }
  }
}
