package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eyas.payload.PayloadMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadersTest {
  private static Map<String, String> headers(String... lines) throws IOException {
    return RequestHeaders.of("eyas.http_output.headers", lines);
  }

  @Test
  void theyAreSentAndWinOverOurs() throws Exception {
    try (Receiver receiver = Receiver.plain();
        AlertPoster poster =
            Posters.with(
                receiver.url().replace("//", "//me:pw@"),
                headers("Authorization: Bearer a:b", "X-Scope-OrgID:  team 1 ", "user-agent: mine", "Content-Type: x/y"),
                null)) {
      poster.post(new PayloadMessage("text/plain", "alert"));
      Map<String, List<String>> sent = receiver.headers.getFirst();
      assertEquals(List.of("Bearer a:b"), sent.get("Authorization"));
      assertEquals(List.of("team 1"), sent.get("X-scope-orgid"));
      assertEquals(List.of("mine"), sent.get("User-agent"));
      assertEquals(List.of("x/y"), sent.get("Content-type"));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "no colon | '' is not a valid header name",
      "a b: secret | 'a b' is not a valid header name",
      "Host: secret | Host cannot be set, because Eyas sets it itself",
      "Authorization: s\u00e9cret | the value of Authorization contains characters that a header cannot have",
  })
  void whatCannotBeAHeaderIsRefusedWithoutItsValue(String line, String reason) {
    String message = assertThrows(IOException.class, () -> headers(line)).getMessage();
    assertEquals("eyas.http_output.headers: " + reason, message);
  }
}
