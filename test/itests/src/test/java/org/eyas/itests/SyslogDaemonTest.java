package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real rsyslog gets the alerts of the program as shipped. */
@Timeout(120)
class SyslogDaemonTest {
  private static final int ALERTS = 50;
  private static final Path DAEMON = Path.of("/usr/sbin/rsyslogd");
  private static final String RULE =
      """
      - rule: Opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name größer
        priority: ERROR
      """;
  private static final String CONFIG =
      """
      global(workDirectory="FOLDER" defaultNetstreamDriverCAFile="FOLDER/pki/ca.crt"
        defaultNetstreamDriverCertFile="FOLDER/pki/server.crt" defaultNetstreamDriverKeyFile="FOLDER/pki/server.key")
      module(load="imudp")
      module(load="imtcp")
      template(name="parts" type="string" string="%syslogfacility-text% %syslogseverity-text% %programname%|%msg%\\n")
      action(type="omfile" file="FOLDER/received" template="parts")
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private Process daemon;

  @AfterEach
  void end() throws InterruptedException {
    if (daemon != null) {
      daemon.destroy();
      daemon.waitFor();
    }
  }

  private static boolean isThere(String protocol) throws IOException, InterruptedException {
    if (!Files.isExecutable(DAEMON) || !TestCertificates.possible()) {
      return false;
    }
    try (Stream<Path> places = Files.list(Path.of("/usr/lib"))) {
      return !protocol.equals("tls") || places.anyMatch(place -> Files.exists(place.resolve("rsyslog/lmnsd_gtls.so")));
    }
  }

  private static String input(String protocol, int port) {
    String where = " port=\"" + port + "\" address=\"127.0.0.1\"";
    return switch (protocol) {
      case "udp" -> "input(type=\"imudp\"" + where + ")\n";
      case "tcp" -> "input(type=\"imtcp\"" + where + ")\n";
      default ->
        "input(type=\"imtcp\"" + where
            + " streamDriver.name=\"gtls\" streamDriver.mode=\"1\" streamDriver.authMode=\"anon\")\n";
    };
  }

  private void startDaemon(String protocol, int port) throws Exception {
    TestCertificates.in(folder.resolve("pki"));
    // Another stream shows when the daemon listens.
    int sign = LocalPorts.free();
    String config = CONFIG.replace("FOLDER", folder.toString()) + input(protocol, port) + input("tcp", sign);
    Path file = Files.writeString(folder.resolve("rsyslog.conf"), config);
    daemon =
        new ProcessBuilder(DAEMON.toString(), "-n", "-f", file.toString(), "-i", folder.resolve("pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    boolean datagrams = protocol.equals("udp");
    ConditionWait.until(
        daemon, () -> LocalPorts.isTaken(sign) && (datagrams || LocalPorts.isTaken(port)), () -> eyas.read("log.txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp", "tls"})
  void everyAlertArrivesWithItsPriority(String protocol) throws Exception {
    assumeTrue(isThere(protocol), "no rsyslog for " + protocol + "; apt-get install rsyslog rsyslog-gnutls openssl");
    int port = LocalPorts.free();
    startDaemon(protocol, port);
    eyas.write("rules.yaml", RULE);
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      eyas.replay(
          capture, "-o", "syslog_output.enabled=true",
          "-o", "eyas.syslog_output={protocol: " + protocol + ", host: localhost, port: " + port
              + ", facility: local3, ca: pki/ca.crt}");
      capture.feed(ALERTS);
    }
    eyas.awaitEnd();
    ConditionWait.until(daemon, () -> eyas.lines("received").size() >= ALERTS, () -> eyas.read("log.txt") + eyas.err());
    List<String> lines = eyas.lines("received");
    assertEquals(ALERTS, lines.size());
    for (int i = 0; i < ALERTS; i++) {
      String line = lines.get(i);
      assertTrue(line.startsWith("local3 err falco|"), line);
      assertTrue(line.contains("Error opened /f/" + (i + 1) + " größer"), line);
    }
  }
}
