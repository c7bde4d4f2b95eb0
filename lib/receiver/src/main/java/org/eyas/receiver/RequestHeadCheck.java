package org.eyas.receiver;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Checks the head of a request: first the token, so that a sender without it learns nothing, then path, method and
 * headers.
 */
final class RequestHeadCheck {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final ServerSettings settings;

  RequestHeadCheck(ServerSettings settings) {
    this.settings = settings;
  }

  /**
   * Checks a request.
   *
   * @return the name of the sender that the path contains; empty if there is none
   */
  String check(ClassicHttpRequest request) throws RequestRefusedException {
    BearerToken token = settings.access().token();
    if (token != null && !SenderSecret.isShown(request, token)) {
      throw new RequestRefusedException(BatchAnswer.UNAUTHORIZED);
    }
    String sender = sender(request.getPath());
    if (!request.getMethod().equals("POST")) {
      throw new RequestRefusedException(
          BatchAnswer.invalid(HttpStatus.SC_METHOD_NOT_ALLOWED, "method not allowed; use POST").withHeader(HttpHeaders.ALLOW,
              "POST"));
    }
    checkType(request);
    checkLength(request.getEntity());
    return sender;
  }

  private String sender(String target) throws RequestRefusedException {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String base = settings.path();
    if (path.equals(base)) {
      return "";
    }
    String parent = base.endsWith("/") ? base : base + "/";
    if (path.startsWith(parent) && NAME.matcher(path.substring(parent.length())).matches()) {
      return path.substring(parent.length());
    }
    throw refused(HttpStatus.SC_NOT_FOUND, "not found; the path is " + base + " or " + parent + "NAME");
  }

  private static void checkType(ClassicHttpRequest request) throws RequestRefusedException {
    String type = value(request, HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).contains("application/json")) {
      throw refused(HttpStatus.SC_BAD_REQUEST, "wrong Content-Type; use application/json");
    }
    String encoding = value(request, HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw refused(HttpStatus.SC_UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is not supported; send the body uncompressed");
    }
    if (request.containsHeader(HttpHeaders.CONTENT_LENGTH) && request.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
      throw refused(HttpStatus.SC_BAD_REQUEST, "Content-Length and Transfer-Encoding together");
    }
    String expectation = value(request, HttpHeaders.EXPECT);
    if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
      throw refused(HttpStatus.SC_EXPECTATION_FAILED, "unknown Expect header");
    }
  }

  private void checkLength(@Nullable HttpEntity body) throws RequestRefusedException {
    if (body == null || body.getContentLength() == 0) {
      throw refused(HttpStatus.SC_BAD_REQUEST, "the body is empty");
    }
    if (body.getContentLength() > settings.limits().batchBytes()) {
      throw new RequestRefusedException(BatchAnswer.tooLarge(settings.limits().batchBytes()));
    }
  }

  static boolean expectsContinue(HttpRequest request) {
    return value(request, HttpHeaders.EXPECT) != null;
  }

  private static RequestRefusedException refused(int status, String text) {
    return new RequestRefusedException(BatchAnswer.invalid(status, text));
  }

  private static @Nullable String value(HttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
