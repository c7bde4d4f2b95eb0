package org.eyas.receiver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/**
 * The places in which a sender may show the token: the header Authorization, the access key of Amazon Data Firehose, which
 * cannot send that header, or the parameter {@code token} of the URL, because Google Cloud Pub/Sub sends no secret in a header.
 */
final class SenderSecret {
  private static final String ACCESS_KEY = "X-Amz-Firehose-Access-Key";
  private static final Pattern PARAMETER = Pattern.compile("[?&]token=([^&#]+)");

  private SenderSecret() {}

  static boolean isShown(HttpRequest request, BearerToken token) {
    Header authorization = request.getFirstHeader(HttpHeaders.AUTHORIZATION);
    Header key = request.getFirstHeader(ACCESS_KEY);
    Matcher parameter = PARAMETER.matcher(request.getPath());
    return authorization != null && token.isIn(authorization.getValue())
        || key != null && token.isSecret(key.getValue())
        || parameter.find() && token.isSecret(parameter.group(1));
  }
}
