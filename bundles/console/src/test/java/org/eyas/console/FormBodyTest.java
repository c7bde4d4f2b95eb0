package org.eyas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eyas.console.FormBody.ClientGoneException;
import org.eyas.console.FormBody.RefusedBodyException;
import org.junit.jupiter.api.Test;

class FormBodyTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private long now;

  /** Returns this many bytes at a time, each after a pause. */
  private FormBody body(int length, int atATime, Duration pause) {
    byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    InputStream slow = new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] into, int offset, int most) {
        now += pause.toNanos();
        return super.read(into, offset, Math.min(most, atATime));
      }
    };
    return new FormBody(slow, () -> now);
  }

  private static int refusedHead(String type, long length) {
    return assertThrows(RefusedBodyException.class, () -> FormBody.check(type, length, FormBody.SMALL_BYTES)).status();
  }

  @Test
  void clientThatSendsByteByByteIsRejectedSoon() {
    FormBody body = body(8_000, 1, Duration.ofSeconds(1));
    assertEquals(408, assertThrows(RefusedBodyException.class, () -> body.read(8_000)).status());
    assertEquals(Duration.ofSeconds(6).toNanos(), now);
  }

  @Test
  void slowConnectionHasEnoughTime() throws Exception {
    assertEquals(1 << 20, body(1 << 20, 3_000, Duration.ofSeconds(2)).read(1 << 20).length());
    assertEquals("xx", body(2, 1, Duration.ofSeconds(2)).read(2));
  }

  @Test
  void rejectsLongBodiesAndOtherTypesByTheHead() throws Exception {
    assertEquals(413, refusedHead(FORM, FormBody.SMALL_BYTES + 1));
    assertEquals(411, refusedHead(FORM, -1));
    assertEquals(415, refusedHead("multipart/form-data; boundary=x", 5));
    FormBody.check(FORM, FormBody.SMALL_BYTES, FormBody.SMALL_BYTES);
    FormBody.check("", 0, FormBody.SMALL_BYTES);
  }

  @Test
  void incompleteFormIsNotTakenForACompleteOne() {
    assertThrows(ClientGoneException.class, () -> body(5, 5, Duration.ZERO).read(6));
  }
}
