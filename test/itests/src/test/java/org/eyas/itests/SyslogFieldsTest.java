package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of old rules files about messages to the syslog daemon. */
class SyslogFieldsTest {
  private static final int SOCKET_EXIT = 19;
  private static final int CONNECT_EXIT = 23;
  private static final int SENDTO_EXIT = 31;
  private static final int UNIX = 1;

  private static final String RULES =
      """
      - rule: A login failed
        desc: d
        condition: evt.type in (sendto, write) and syslog.facility.str in (auth, authpriv) and syslog.severity <= 5
        output: "%syslog.facility %syslog.severity.str: %syslog.message"
        priority: WARNING
      """;

  @TempDir private Path folder;
  private int events;

  @Test
  void aMessageToTheDaemonRaisesAnAlert() throws Exception {
    ScapFileBuilder file = ScapFileBuilder.current();
    file.event(0, event(SOCKET_EXIT, number(8, 5), number(4, UNIX), number(4, 2), number(4, 0), number(4, 0)));
    file.event(0, event(CONNECT_EXIT, number(8, 0), unixTuple("/dev/log"), number(8, 5), new byte[0]));
    file.event(0, sendto("<85>sshd: failed for root"));
    file.event(0, sendto("<86>sshd: accepted for ann"));
    file.event(0, sendto("<14>app: started"));
    Path capture = Files.write(folder.resolve("c.scap"), file.bytes());
    Path rules = Files.writeString(folder.resolve("r.yaml"), RULES);
    Program.Result result =
        Program.quietEyas(
            "-r", rules.toString(), "-e", capture.toString(), "-o", "time_format_iso_8601=true")
            .in(folder)
            .run();
    assertEquals(0, result.exitCode(), result.err());
    List<String> alerts = result.out().lines().filter(line -> line.contains(" Warning ")).toList();
    assertEquals(1, alerts.size(), result.out());
    assertTrue(alerts.getFirst().contains(" Warning 10 notice: sshd: failed for root "), result.out());
  }

  private ByteBuffer sendto(String message) {
    byte[] data = message.getBytes(StandardCharsets.US_ASCII);
    return event(
        SENDTO_EXIT, number(8, data.length), data, number(8, 5), number(4, data.length), new byte[0]);
  }

  private static byte[] number(int size, long value) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >> 8 * i);
    }
    return bytes;
  }

  private static byte[] unixTuple(String path) {
    byte[] name = (path + "\0").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(17 + name.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) UNIX)
        .putLong(0xffff_0001L)
        .putLong(0xffff_0002L)
        .put(name)
        .array();
  }

  private ByteBuffer event(int code, byte[]... params) {
    int size = 26 + 2 * params.length;
    for (byte[] param : params) {
      size += param.length;
    }
    ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(1_700_000_000_000_000_000L + ++events).putLong(42).putInt(size).putShort((short) code);
    event.putInt(params.length);
    for (byte[] param : params) {
      event.putShort((short) param.length);
    }
    for (byte[] param : params) {
      event.put(param);
    }
    return event.flip();
  }
}
