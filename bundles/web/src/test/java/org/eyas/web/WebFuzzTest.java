package org.eyas.web;

import java.lang.annotation.Annotation;
import java.util.List;
import org.eyas.testkit.fuzz.FuzzSession;
import org.eyas.testkit.fuzz.HttpTarget;
import org.junit.jupiter.api.Test;

/** Damaged requests to the web server. Between them, an ordinary request gets its answer. */
class WebFuzzTest {
  private static final String ORDINARY = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final List<String> REQUESTS =
      List.of(
          ORDINARY, "GET /versions?a=%41&b HTTP/1.0\r\n\r\n",
          "POST /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
          "HEAD /healthz HTTP/1.1\r\nHost: a\r\nAccept: application/openmetrics-text;q=0.9\r\n\r\n" + ORDINARY,
          "PUT /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
  private static final List<String> WORDS =
      List.of(
          "\r\n", "\r\n\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: -1\r\n",
          "Transfer-Encoding: chunked\r\n",
          "ffffffffffffffff\r\n", "Expect: 100-continue\r\n", "Upgrade: h2c\r\n", "%", "%zz", "%00", "http://[::1", "//", "/../",
          "*",
          "HTTP/9.9", ORDINARY);

  private record Settings() implements WebServer.Config {
    @Override
    public int threadiness() {
      return 2;
    }

    @Override
    public String listen_address() {
      return "127.0.0.1";
    }

    @Override
    public int listen_port() {
      return 0;
    }

    @Override
    public String falco_version() {
      return "0.44";
    }

    @Override
    public String k8s_healthz_endpoint() {
      return "/healthz";
    }

    @Override
    public boolean ssl_enabled() {
      return false;
    }

    @Override
    public String ssl_certificate() {
      return "";
    }

    @Override
    public boolean prometheus_metrics_enabled() {
      return true;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return WebServer.Config.class;
    }
  }

  @Test
  void damagedRequestsDoNotDisturbTheServer() throws Exception {
    WebServer server = new WebServer(new Settings());
    FuzzSession.run(
        "web",
        new HttpTarget(server::close, server.port(), REQUESTS, WORDS, answer -> answer.endsWith("{\"status\": \"ok\"}")));
  }
}
