package org.eyas.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eyas.api.history.AlertDetails;
import org.junit.jupiter.api.Test;

class ArchivedDetailsCodecTest {
  private static ByteBuffer written(AlertDetails details) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ArchivedDetailsCodec.write(details, new DataOutputStream(bytes));
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static void text(String text, ByteBuffer into) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    into.putInt(utf8.length).put(utf8);
  }

  @Test
  void detailsAreReadAsTheyWereWritten() throws IOException {
    AlertDetails details = SomeAlerts.numbered(7).details();
    assertEquals(details, ArchivedDetailsCodec.read(written(details)));
    assertSame(AlertDetails.NONE, ArchivedDetailsCodec.read(written(AlertDetails.NONE)));
    assertEquals(AlertDetails.leftOut(1_234), ArchivedDetailsCodec.read(written(AlertDetails.leftOut(1_234))));
  }

  @Test
  void anAlertWithALayoutOfANewerVersionHasNoDetails() {
    ByteBuffer newer = ByteBuffer.allocate(200).putInt(-3).putInt(9);
    text("because", newer);
    assertSame(AlertDetails.NONE, ArchivedDetailsCodec.read(newer.flip()));
  }

  @Test
  void theExplanationOfAnEarlierLayoutIsKept() {
    ByteBuffer earlier = ByteBuffer.allocate(200).putInt(2);
    List.of("bash (2), user root: bash", "init (1), user root: init", "because").forEach(line -> text(line, earlier));
    AlertDetails details = ArchivedDetailsCodec.read(earlier.flip());
    assertEquals("because", details.explanation());
    assertEquals(List.of(), details.processes());
    ByteBuffer none = ByteBuffer.allocate(200).putInt(0);
    text("", none);
    assertSame(AlertDetails.NONE, ArchivedDetailsCodec.read(none.flip()));
  }
}
