package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostAddressTest {
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', value = {
      "http://h:2801/a?b=c%20d,http://h:2801/a?b=c%20d",
      "\"https://h\",https://h/",
      "'http://h/',http://h/",
      "h:2801/x,http://h:2801/x",
      "https://u:p@[::1]:8443/x,https://[::1]:8443/x",
  })
  void addressesAreReadAsCurlReadsThem(String url, String uri) throws IOException {
    assertEquals(uri, PostAddress.of("http_output.url", url).uri().toString());
  }

  @ParameterizedTest
  @CsvSource({
      "ftp://h/, 'ftp://h/' is not an address of the form http[s]://HOST/...",
      "http://me:secret@, 'http://' is not an address of the form http[s]://HOST/...",
      "http://me:secret@h /x, 'http://h /...': Illegal character in authority",
  })
  void otherAddressesAreRefusedWithoutTheirPassword(String url, String error) {
    assertEquals("http_output.url: " + error,
        assertThrows(IOException.class, () -> PostAddress.of("http_output.url", url)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
      "https://me:secret@h:1/services/T0/B0/token, https://h:1/...", "http://h, http://h/", "http://h/?key=secret, http://h/...",
  })
  void theLogShowsNoSecretOfAnAddress(String url, String shown) throws IOException {
    assertEquals(shown, PostAddress.of("http_output.url", url).forLog());
  }

  @ParameterizedTest
  @CsvSource({
      "120, 120000", "0, 0", "soon, 0", "-1, 0", "99999999999999, 0",
      "'Tue, 24 Nov 2026 12:00:10 GMT', 10000", "'Tue, 24 Nov 2026 11:00:00 GMT', 0",
  })
  void retryAfterIsANumberOfSecondsOrADate(String text, long millis) {
    assertEquals(millis, RetryAfterHeader.millis(text, Instant.parse("2026-11-24T12:00:00Z")));
  }

  @Test
  void waitsGrowAndHaveALimit() {
    RetryPolicy policy = new RetryPolicy(100, 5_000, 60_000, 5);
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      long first = policy.waitMillis(1, random);
      long late = policy.waitMillis(40, random);
      assertTrue(first >= 50 && first <= 100, () -> "first " + first);
      assertTrue(late >= 2_500 && late <= 5_000, () -> "late " + late);
    }
  }
}
