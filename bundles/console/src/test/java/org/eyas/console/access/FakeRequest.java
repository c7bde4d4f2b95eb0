package org.eyas.console.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A request that a test configures; by default one that a browser sends from the console's own pages. */
public record FakeRequest(
    String method, String path, Map<String, String> headers, Map<String, String> parameters, String cookie, boolean secure)
    implements ConsoleRequest {
  static final String HOST = "127.0.0.1:8766";

  public static FakeRequest get(String path) {
    return new FakeRequest("GET", path, Map.of("Host", HOST, "Accept", "text/html"), Map.of(), "", false);
  }

  public static FakeRequest post(String path, Map<String, String> parameters) {
    return new FakeRequest(
        "POST", path, Map.of("Host", HOST, "Origin", "http://" + HOST, "Sec-Fetch-Site", "same-origin"), parameters, "", false);
  }

  public FakeRequest with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new FakeRequest(method, path, more, parameters, cookie, secure);
  }

  public FakeRequest by(ConsoleSession session) {
    return new FakeRequest(method, path, headers, parameters, session.id(), secure);
  }

  @Override
  public String query() {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  @Override
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  @Override
  public String cookie(String name) {
    return name.equals(LoginService.cookieName(secure)) ? cookie : headers.getOrDefault("Cookie " + name, "");
  }

  @Override
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  @Override
  public String clientAddress() {
    return headers.getOrDefault("From", "127.0.0.1");
  }
}
