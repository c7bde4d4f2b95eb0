package org.eyas.engine.incident;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** The id of an incident, from its first step: a replay of the same events gives the same id. */
final class IncidentId {
  private IncidentId() {}

  /** The id: {@code i-} and 16 hexadecimal digits, of which the first half is the time in seconds. */
  static String of(JoinableStep first) {
    CRC32C sum = new CRC32C();
    String text = first.nanos() + " " + first.event() + " " + first.rule() + " " + first.shown().pid();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    int seconds = (int) (first.nanos() / 1_000_000_000L);
    return "i-" + HexFormat.of().toHexDigits(seconds) + HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
