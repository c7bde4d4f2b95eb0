package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.fuzz.FuzzSession;
import org.eyas.testkit.fuzz.HttpTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged requests to the console, before the login. Between them, its login page is served. */
class ConsoleFuzzTest {
  private static final String ORDINARY = "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
  private static final List<String> REQUESTS =
      List.of(
          ORDINARY, "GET /system/console/bundles.json?a=%41 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: eyas=abc; x=y\r\n\r\n",
          "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 29\r\n\r\nuser=ann&password=no&token=abc",
          "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "2d\r\n--b\r\nContent-Disposition: form-data; name=user\r\n0\r\n\r\n",
          "GET /alerts/follow HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n");
  private static final List<String> WORDS =
      List.of(
          "\r\n", "\r\n\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\n",
          "Expect: 100-continue\r\n",
          "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "%00", "%zz", "%c0%ae", "/../",
          "/%2e%2e/", ";a=b",
          "//", "http://[::1", "Cookie: eyas=", "Cookie: $Version=1; \"", "Host: a, b\r\n", "multipart/form-data; boundary=",
          "&token=", ORDINARY);

  @TempDir private Path folder;

  @Test
  void damagedRequestsDoNotDisturbTheConsole() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), ReadyEngine.READY_RULE);
    Files.writeString(folder.resolve("eyas.yaml"),
        "engine: {kind: nodriver}\nrules_files: [rules.yaml]\neyas: {control: {enabled: false}}\n");
    ConsoleRun console = ConsoleRun.start(folder);
    int port = URI.create(console.url()).getPort();
    FuzzSession.run(
        "console", new HttpTarget(console, port, REQUESTS, WORDS, answer -> answer.startsWith("HTTP/1.1 200")));
    assertFalse(console.log().contains("internal error"), console.log());
  }
}
