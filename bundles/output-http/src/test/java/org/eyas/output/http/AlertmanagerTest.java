package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.payload.PayloadFormats;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sends alerts in the format alertmanager to a real Alertmanager. */
@Timeout(90)
class AlertmanagerTest {
  private static final Path DAEMON = Path.of("/usr/bin/prometheus-alertmanager");

  @TempDir private Path folder;
  private Process daemon;

  private String start() throws Exception {
    assumeTrue(Files.isExecutable(DAEMON), "no " + DAEMON + "; apt-get install prometheus-alertmanager");
    String address = "127.0.0.1:" + LocalPorts.free();
    Path config = Files.writeString(folder.resolve("am.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
    daemon =
        new ProcessBuilder(
            DAEMON.toString(), "--config.file=" + config, "--storage.path=" + folder.resolve("data"),
            "--web.listen-address=" + address, "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return "http://" + address + "/api/v2/alerts";
  }

  @AfterEach
  void end() throws InterruptedException {
    if (daemon != null) {
      daemon.destroy();
      daemon.waitFor();
    }
  }

  private static String answer(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  void itTakesAnAlertAndShowsIt() throws Exception {
    String url = start();
    var fields = new TreeMap<String, Object>();
    fields.put("proc.cmdline", "bash -c \"größer\"");
    Alert alert =
        new Alert(
            System.currentTimeMillis() * 1_000_000, Priority.ERROR, "Shell \"x\"", "syscall", "message", fields,
            new TreeSet<>(List.of("tag")));
    RetryingDelivery delivery = new RetryingDelivery(Posters.to(url), new RetryPolicy(100, 500, 30_000, 5));
    RenderedAlert rendered = new RenderedAlert(alert, "the output", "{}", "t");
    delivery.send(alert, PayloadFormats.named("alertmanager", "shop").of(rendered), true);
    delivery.close(0);
    ConditionWait.until(() -> !answer(url).equals("[]\n"));
    String shown = answer(url);
    for (String part : List.of(
        "\"alertname\":\"Shell \\\"x\\\"\"", "\"severity\":\"error\"", "\"hostname\":\"shop\"",
        "\"description\":\"the output\"", "\"field_proc_cmdline\":\"bash -c \\\"größer\\\"\"")) {
      assertTrue(shown.contains(part), shown);
    }
    assertEquals(-1, shown.indexOf("k8s_pod_name"), shown);
  }
}
