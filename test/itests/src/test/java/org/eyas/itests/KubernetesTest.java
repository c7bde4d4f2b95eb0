package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.eyas.testkit.kube.FakeApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The program as shipped, and an API server of Kubernetes. */
class KubernetesTest extends ControlledEngine {
  private static final String UID = "5869489f-8c7f-45dc-9abd-1b1620787bb1";
  private static final String CGROUP = "/kubepods/burstable/pod" + UID + "/" + "c".repeat(64);
  private static final String PODS = "/api/v1/pods";
  private static final String RULE =
      """
      - required_plugin_versions: [{name: k8smeta, version: 0.4.1}]
      - rule: Opened in a pod
        desc: d
        condition: evt.type = openat and k8smeta.ns.name = shop
        output: "opened %evt.arg.name in %k8smeta.pod.name app=%k8smeta.pod.label[app] of %k8smeta.deployment.name %k8smeta.svc.name"
        priority: NOTICE
      """;

  private FakeApiServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = FakeApiServer.start().allowAll();
    putPod("web");
    server.put("/api/v1/namespaces", "{'metadata': {'uid': 'n1', 'name': 'shop'}}");
    server.put(
        "/apis/apps/v1/replicasets",
        """
        {"metadata": {"uid": "rs1", "name": "web-7", "namespace": "shop",
          "ownerReferences": [{"kind": "Deployment", "name": "web", "uid": "d1", "controller": true}]}}""");
    server.put(
        "/api/v1/services",
        "{'metadata': {'uid': 's1', 'name': 'front', 'namespace': 'shop'}, 'spec': {'selector': {'tier': 'a'}}}");
    engine.write("kubeconfig", server.kubeconfig());
    engine.write("rules.yaml", RULE);
  }

  private void putPod(String app) {
    server.put(
        PODS,
        """
        {"metadata": {"uid": "%s", "name": "web-7-x", "namespace": "shop", "labels": {"app": "%s", "tier": "a"},
          "ownerReferences": [{"kind": "ReplicaSet", "name": "web-7", "uid": "rs1", "controller": true}]},
         "spec": {"nodeName": "node-1"}}""".formatted(UID, app));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private void start(String... more) throws IOException {
    Program program =
        Program.eyas("-c", config().toString(), "-r", "rules.yaml", "-U", "-e", capture.pipe().toString())
            .and("-o", "plugins[]={name: k8smeta, init_config: {collectorHostname: c, collectorPort: 45000, nodeName: node-1}}")
            .and("-o", "eyas.k8s.enabled=always", "-o", "eyas.k8s.kubeconfig=kubeconfig", "-o", "eyas.enrich.hold_ms=10000");
    engine.start(program.and("-o", "stdout_output.enabled=true").and(more));
    capture.open(engine.process());
  }

  /** The pods may not be known yet: then a replay holds the alert, and looks at it again when more is read. */
  private void awaitAlert(String text) {
    engine.await("an alert", () -> {
      capture.feedPrograms(CGROUP, CaptureFeed.BATCH);
      return engine.count("out", text) == 1;
    });
  }

  @Test
  void anAlertNamesThePodItsLabelAndWhatItBelongsTo() throws Exception {
    start();
    capture.feedProgram(CGROUP);
    capture.feed(1);
    awaitAlert("opened /f/1 in web-7-x app=web of web (front)");
    assertTrue(engine.err().contains("collectorHostname, collectorPort are not needed"), engine.err());
    putPod("api");
    engine.await("the new label", () -> {
      capture.feed(1);
      return engine.count("out", " app=api of web") > 0;
    });
    capture.feedProgram("/user.slice");
    int inThePod = capture.events();
    capture.feed(1);
    capture.close();
    engine.awaitEnd();
    assertEquals(inThePod, engine.count("out", "opened /f/"));
  }

  @Test
  void thePluginSuggestsThePodForEveryOutput() throws Exception {
    engine.write("rules.yaml", CaptureFeed.RULE);
    start("-o", "append_output[]={suggested_output: true}");
    capture.feedProgram(CGROUP);
    capture.feed(1);
    awaitAlert("k8smeta_pod_name=web-7-x k8smeta_ns_name=shop");
  }

  @Test
  void rulesAreParkedWhileTheBundleIsStoppedAndResume() throws Exception {
    start();
    capture.feedProgram(CGROUP);
    capture.feed(1);
    awaitAlert("opened /f/1 in web-7-x");
    assertEquals(0, eyas("bundles", "stop", "enricher-k8s").exitCode());
    engine.await("a parked rule", () -> engine.count("err", "Rule 'Opened in a pod' is parked") == 1);
    assertEquals(0, eyas("bundles", "start", "enricher-k8s").exitCode());
    engine.await("a rule that resumes", () -> engine.count("err", "Rule 'Opened in a pod' is no longer parked") == 1);
    engine.await("alerts again", () -> {
      capture.feedProgram(CGROUP);
      capture.feed(CaptureFeed.BATCH);
      return engine.count("out", " in web-7-x app=web") > 1;
    });
  }
}
