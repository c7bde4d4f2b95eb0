package org.example.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the download with a real web server. */
class RuleDownloadTest {
  private HttpServer server;
  private String content = "- rule: a";
  private int status = 200;
  private int asked;
  private RuleDownload download;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked++;
          String tag = "\"" + content.hashCode() + "\"";
          boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          byte[] body = content.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("ETag", tag);
          exchange.sendResponseHeaders(same ? 304 : status, same ? -1 : body.length);
          if (!same) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    download = new RuleDownload("http://localhost:" + server.getAddress().getPort() + "/rules.yaml");
  }

  @AfterEach
  void stop() {
    download.close();
    server.stop(0);
  }

  @Test
  void tellsWhetherThereIsSomethingNew() throws Exception {
    assertTrue(download.refresh());
    assertFalse(download.refresh());
    content = "- rule: b";
    assertTrue(download.refresh());
    assertEquals("- rule: b", download.content());
    assertEquals(3, asked);
  }

  @Test
  void keepsWhatItHasWhereTheServerFails() throws Exception {
    download.refresh();
    content = "sorry";
    status = 500;
    assertThrows(IOException.class, download::refresh);
    assertEquals("- rule: a", download.content());
  }
}
