package org.eyas.output.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.alert.Priority;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.RenderedAlerts;
import org.eyas.testkit.TestFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a real rsyslog understands our messages over its socket, UDP, TCP and TLS. */
@Timeout(90)
class RsyslogTest {
  private static final Path DAEMON = Path.of("/usr/sbin/rsyslogd");

  @TempDir private Path folder;
  private Process daemon;
  private int port;
  private int tlsPort;
  private TestAuthority authority;

  @BeforeEach
  void startDaemon() throws Exception {
    assumeTrue(Files.isExecutable(DAEMON), "no " + DAEMON + "; apt-get install rsyslog");
    port = LocalPorts.free();
    tlsPort = LocalPorts.free();
    authority = TestAuthority.in(folder, "localhost");
    String config =
        """
        global(workDirectory="FOLDER")
        module(load="imuxsock" SysSock.Use="off")
        module(load="imudp")
        module(load="imtcp")
        input(type="imuxsock" Socket="FOLDER/log")
        input(type="imudp" port="PORT" address="127.0.0.1")
        input(type="imtcp" port="PORT" address="127.0.0.1")
        template(name="parts" type="string"
          string="%syslogfacility-text% %syslogseverity-text% %programname% %hostname%|%msg%\\n")
        action(type="omfile" file="FOLDER/received" template="parts")
        """;
    String tls =
        """
        global(defaultNetstreamDriverCAFile="FOLDER/localhost.pem" defaultNetstreamDriverCertFile="FOLDER/localhost.pem"
          defaultNetstreamDriverKeyFile="KEY")
        input(type="imtcp" port="TLS" address="127.0.0.1" streamDriver.name="gtls" streamDriver.mode="1"
          streamDriver.authMode="anon")
        """;
    config += speaksTls() ? tls.replace("KEY", authority.key().toString()).replace("TLS", "" + tlsPort) : "";
    Path file = folder.resolve("rsyslog.conf");
    Files.writeString(file, config.replace("FOLDER", folder.toString()).replace("PORT", String.valueOf(port)));
    daemon =
        new ProcessBuilder(DAEMON.toString(), "-n", "-f", file.toString(), "-i", folder.resolve("pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    Path socket = folder.resolve("log");
    ConditionWait.until(
        daemon, () -> Files.exists(socket) && LocalPorts.isTaken(port) && (!speaksTls() || LocalPorts.isTaken(tlsPort)),
        this::log);
  }

  private String log() {
    return TestFiles.text(folder.resolve("log.txt"));
  }

  private static boolean speaksTls() throws IOException {
    try (Stream<Path> places = Files.list(Path.of("/usr/lib"))) {
      return places.anyMatch(place -> Files.exists(place.resolve("rsyslog/lmnsd_gtls.so")));
    }
  }

  @AfterEach
  void endDaemon() throws InterruptedException {
    if (daemon != null) {
      daemon.destroy();
      daemon.waitFor();
    }
  }

  private List<String> received(SyslogFormat format, SyslogTransport transport) throws Exception {
    List<String> sent = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      sent.add("12:00:00.000000000: " + priority.label() + " größer (n=" + sent.size() + ")");
      TestChannels.of(format, transport).send(RenderedAlerts.rendered(priority, sent.getLast()), true);
    }
    transport.close();
    Path file = folder.resolve("received");
    ConditionWait.until(daemon, () -> Files.readAllLines(file).size() >= sent.size(),
        () -> "not all messages were received: " + log());
    return Files.readAllLines(file);
  }

  private static List<String> expected(String facility, String ident, String host, String blank) {
    List<String> names = List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");
    List<String> lines = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      String text = blank + "12:00:00.000000000: " + priority.label() + " größer (n=" + lines.size() + ")";
      lines.add(facility + " " + names.get(lines.size()) + " " + ident + " " + host + "|" + text);
    }
    return lines;
  }

  @Test
  void itsSocketTakesThem() throws Exception {
    List<String> lines =
        received(new LocalSyslogFormat(Facility.USER, "falco"), new LocalSyslogTransport(folder.resolve("log").toString()));
    String host = lines.getFirst().replaceAll("^\\S+ \\S+ \\S+ (\\S+)\\|.*", "$1");
    assertEquals(expected("user", "falco", host, " "), lines);
  }

  @Test
  void itTakesThemOverUdp() throws Exception {
    SyslogServer server = new SyslogServer("127.0.0.1", port);
    assertEquals(
        expected("local3", "falco", "shop-7", "\uFEFF"),
        received(Rfc5424Format.of(Facility.LOCAL3, "falco", "shop-7"), new UdpTransport(server)));
  }

  @Test
  void itTakesThemOverTcp() throws Exception {
    SyslogServer server = new SyslogServer("127.0.0.1", port);
    assertEquals(
        expected("auth", "eyas", "shop-7", "\uFEFF"),
        received(Rfc5424Format.of(Facility.AUTH, "eyas", "shop-7"), new StreamTransport(server, new PlainSocketLayer())));
  }

  @Test
  void itTakesThemOverTls() throws Exception {
    assumeTrue(speaksTls(), "rsyslog without TLS; apt-get install rsyslog-gnutls");
    SyslogServer server = new SyslogServer("localhost", tlsPort);
    assertEquals(
        expected("user", "falco", "shop-7", "\uFEFF"),
        received(
            Rfc5424Format.of(Facility.USER, "falco", "shop-7"),
            new StreamTransport(server, new TlsSocketLayer(authority.pem().toString()))));
  }
}
