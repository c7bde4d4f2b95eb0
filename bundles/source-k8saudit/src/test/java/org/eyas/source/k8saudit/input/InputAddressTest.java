package org.eyas.source.k8saudit.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what a user can write as input, and the messages for what cannot be one. */
class InputAddressTest {
  private static final InputLimits LIMITS = new InputLimits(1_000, false);

  private static void open(InputAddress address) throws SourceException {
    if (address.webhook().isEmpty()) {
      address.open(LIMITS).close();
    }
  }

  @ParameterizedTest
  @CsvSource({
      "http://:9765/k8s-audit, false, '', 9765, /k8s-audit", "https://:9765/k8s-audit, true, '', 9765, /k8s-audit",
      "http://127.0.0.1:80, false, 127.0.0.1, 80, /", "https://audit.example.com/a/b?x#y, true, audit.example.com, 443, /a/b",
      "http://[::1]:9765/k, false, ::1, 9765, /k", "http://localhost/, false, localhost, 80, /"})
  void addressOfTheWebhookIsRead(String text, boolean tls, String host, int port, String path) throws Exception {
    String given = text.replaceFirst("\\?.*", "");
    assertEquals(new WebhookAddress(tls, host, port, path), WebhookAddress.of(given));
    assertTrue(InputAddress.of(text).isLive());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
          "'' | there is no input of audit events", "ftp://host/x | ftp://host/x: scheme \"ftp\" is not supported",
          "/no/such/file | /no/such/file cannot be read: it does not exist",
          "file:///no/such/file | /no/such/file cannot be followed: /no/such is not a directory",
          "file:///tmp | /tmp cannot be followed: it is a directory",
          "http://:0/x | http://:0/x is not usable: its port is not a number from 1 to 65535",
          "http://:99999/x | http://:99999/x is not usable: its port is not a number from 1 to 65535",
          "http://:x/x | http://:x/x is not usable: it does not have the form http://HOST:PORT/PATH"})
  void mistakeIsNamed(String text, String message) {
    SourceException refusal = assertThrows(SourceException.class, () -> open(InputAddress.of(text)));
    assertEquals(message, refusal.getMessage());
    assertTrue(!refusal.hint().isEmpty());
  }

  @Test
  void onlyWhatIsFollowedOrReceivedIsLive() {
    assertTrue(InputAddress.of("file:///var/log/audit.log").isLive());
    assertTrue(!InputAddress.of("/var/log/audit.log").isLive());
    assertTrue(!InputAddress.of("-").isLive());
  }
}
