package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The bundle that finds containers stops and starts while the program as shipped runs. */
class ContainerBundleTest extends ControlledEngine {
  private static final String RULE =
      """
      - rule: Opened in a container
        desc: d
        condition: evt.type = openat and container.id != host
        output: "opened %evt.arg.name in %container.id"
        priority: NOTICE
      """;

  @Test
  void rulesAreParkedWhileTheBundleIsStoppedAndKnownProcessesHaveTheirContainerAgain() throws Exception {
    engine.write("rules.yaml", RULE);
    startEngine();
    capture.feedProgram("/docker/" + "ab".repeat(32));
    capture.feed(1);
    engine.await("an alert", () -> engine.count("out", "opened /f/1 in abababababab") == 1);
    assertEquals(0, eyas("bundles", "stop", "enricher-container").exitCode());
    engine.await("a parked rule", () -> engine.count("err", "Rule 'Opened in a container' is parked") == 1);
    assertEquals(0, eyas("bundles", "start", "enricher-container").exitCode());
    engine.await("a rule that resumes", () -> engine.count("err", "Rule 'Opened in a container' is no longer parked") == 1);
    engine.await("alerts again", () -> {
      capture.feed(CaptureFeed.BATCH);
      return engine.count("out", " in abababababab") > 1;
    });
  }
}
