package org.eyas.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eyas.console.FormBody.ClientGoneException;
import org.eyas.console.FormBody.RefusedBodyException;
import org.jspecify.annotations.Nullable;

/** A POST whose form has been read, so that pages do not wait for a client that sends it slowly. */
final class FormRequest extends HttpServletRequestWrapper {
  private final Map<String, List<String>> parameters = new LinkedHashMap<>();

  private FormRequest(HttpServletRequest request, String body) throws RefusedBodyException {
    super(request);
    add(Objects.requireNonNullElse(request.getQueryString(), ""));
    add(body);
  }

  /** Reads the form; blocks until it is complete. */
  static FormRequest read(HttpServletRequest request, int limitBytes)
      throws IOException, ClientGoneException, RefusedBodyException {
    long length = request.getContentLengthLong();
    FormBody.check(Objects.requireNonNullElse(request.getContentType(), ""), length, limitBytes);
    return new FormRequest(request, new FormBody(request.getInputStream(), System::nanoTime).read((int) length));
  }

  private void add(String pairs) throws RefusedBodyException {
    for (String pair : pairs.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>()).add(parts.length < 2 ? "" : decoded(parts[1]));
      }
    }
  }

  private static String decoded(String text) throws RefusedBodyException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw FormBody.malformed();
    }
  }

  @Override
  public @Nullable String getParameter(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.getFirst();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.toArray(String[]::new);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    Map<String, String[]> map = new LinkedHashMap<>();
    parameters.forEach((name, values) -> map.put(name, values.toArray(String[]::new)));
    return map;
  }
}
