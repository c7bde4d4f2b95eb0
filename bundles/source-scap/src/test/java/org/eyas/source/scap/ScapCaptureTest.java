package org.eyas.source.scap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScapCaptureTest {
  private static final EventType OPEN = type(3, ValueType.FD, ValueType.FSPATH, ValueType.FLAGS32);
  private static final EventType NOTIFICATION = type(280, ValueType.CHARBUF, ValueType.CHARBUF);
  private static final EventType FUTURE = type(454, ValueType.FD);

  @TempDir Path folder;

  @Test
  void deliversEventsAsTheyStandInTheFile() throws IOException {
    ByteBuffer first = ScapEventEncoder.encode(OPEN, 1000, 7, 3, "/dev/video0", 1);
    ByteBuffer second = ScapEventEncoder.encode(OPEN, 1001, 8, -2, null, 0);
    Replay replay = Replay.of(folder, ScapFileBuilder.current().event(1, first).event(0xffff, second).bytes());
    assertNull(replay.failure);
    assertEquals(2, replay.events.size());
    assertArrayEquals(bytes(first), replay.events.get(0).bytes());
    assertArrayEquals(bytes(second), replay.events.get(1).bytes());
    assertEquals(List.of(1, 0xffff), replay.events.stream().map(Replay.Seen::cpu).toList());
  }

  @Test
  void readsPackedFilesAsPlainOnes() throws IOException {
    ByteBuffer event = ScapEventEncoder.encode(OPEN, 1000, 7, 3, "/dev/video0", 1);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(ScapFileBuilder.current().event(1, event).bytes());
    }
    Replay replay = Replay.of(folder, packed.toByteArray());
    assertArrayEquals(bytes(event), replay.events.get(0).bytes());
  }

  @Test
  void givesOldEventsTheCurrentHeader() throws IOException {
    ByteBuffer event = ScapEventEncoder.encode(OPEN, 1000, 7, 3, "/dev/video0", 1);
    ByteBuffer empty = ScapEventEncoder.encode(OPEN, 1000, 7);
    ByteBuffer emptyParams = ScapEventEncoder.encode(OPEN, 1000, 7, null, null, null);
    Replay replay =
        Replay.of(folder, ScapFileBuilder.current().oldEvent(2, event).oldEvent(3, empty).oldEvent(4, emptyParams).bytes());
    assertEquals("", replay.message());
    assertArrayEquals(bytes(event), replay.events.get(0).bytes());
    assertArrayEquals(bytes(empty), replay.events.get(1).bytes());
    assertArrayEquals(bytes(emptyParams), replay.events.get(2).bytes());
    assertEquals(2, replay.events.get(0).cpu());
  }

  @Test
  void correctsTheLengthThatOldProgramsGaveToNotifications() throws IOException {
    ByteBuffer event = ScapEventEncoder.encode(NOTIFICATION, 1000, 7, "id", "text");
    byte[] file = ScapFileBuilder.current().oldEvent(0, event).bytes();
    int length = ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(28 + 8 + 2 + 16);
    ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(28 + 8 + 2 + 16, length + 3);
    byte[] roomy = new ScapFileBuilder().raw(java.util.Arrays.copyOf(file, 28)).block(0x204, padded(file, length)).bytes();
    Replay replay = Replay.of(folder, roomy);
    assertEquals("", replay.message());
    assertArrayEquals(bytes(event), replay.events.get(0).bytes());
  }

  private static byte[] padded(byte[] file, int length) {
    return java.util.Arrays.copyOf(java.util.Arrays.copyOfRange(file, 36, 36 + 2 + length), 2 + length + 3);
  }

  @Test
  void tellsEventsThatOnlyMoveTheState() throws IOException {
    ByteBuffer event = ScapEventEncoder.encode(OPEN, 1000, 7, 3, "/a", 1);
    Replay replay =
        Replay.of(folder, ScapFileBuilder.current().flaggedEvent(0, 1, event).flaggedEvent(0, 4, event).bytes());
    assertTrue(replay.events.get(0).stateOnly());
    assertFalse(replay.events.get(1).stateOnly());
  }

  @Test
  void passesOverEventsAndBlocksOfNewerPrograms() throws IOException {
    ByteBuffer known = ScapEventEncoder.encode(OPEN, 1000, 7, 3, "/a", 1);
    ByteBuffer newer = ScapEventEncoder.encode(FUTURE, 1001, 7, 3);
    byte[] file =
        ScapFileBuilder.current().block(0x300, new byte[] {1, 2, 3}).event(0, newer).event(0, known).event(0, newer).bytes();
    Replay replay = Replay.of(folder, file);
    assertEquals("", replay.message());
    assertEquals(1, replay.events.size());
  }

  @Test
  void readsAnEventLongerThanItsBuffer() throws IOException {
    EventType large = new EventType(
        324, "CONTAINER_JSON_2_E", "container", EventType.Direction.ENTER, "process", Set.of("metaevent"),
        EnumSet.of(EventFlag.LARGE_PAYLOAD),
        List.of(new ParamDefinition("json", ValueType.CHARBUF, ParamDefinition.Format.NA, "")));
    ByteBuffer event = ScapEventEncoder.encode(large, 1000, 7, "x".repeat(1_000_000));
    byte[] file = ScapFileBuilder.current().block(0x221, new ScapFileBuilder.Body().u16(0).raw(event)).bytes();
    Replay replay = Replay.of(folder, file);
    assertEquals("", replay.message());
    assertArrayEquals(bytes(event), replay.events.get(0).bytes());
  }

  @Test
  void startsTheStateAnewWhereFilesWereJoined() throws IOException {
    ByteBuffer event = ScapEventEncoder.encode(OPEN, 1000, 7, 3, "/a", 1);
    byte[] first = ScapFileBuilder.current().block(0x206, group("wheel")).event(0, event).bytes();
    byte[] second = ScapFileBuilder.current().block(0x206, group("adm")).event(0, event).bytes();
    Replay replay = Replay.of(folder, new ScapFileBuilder().raw(first).raw(second).bytes());
    assertEquals("", replay.message());
    assertEquals(2, replay.events.size());
    assertEquals(1, replay.state.restarts);
    assertEquals(2, replay.state.hosts.size());
    assertEquals(List.of("wheel", "adm"), replay.state.users.stream().map(u -> u.name()).toList());
  }

  private static ScapFileBuilder.Body group(String name) {
    return new ScapFileBuilder.Body().u8(1).u32(10).text(name);
  }

  private static byte[] bytes(ByteBuffer event) {
    return new ScapFileBuilder.Body().raw(event).bytes();
  }

  private static EventType type(int code, ValueType... params) {
    List<ParamDefinition> definitions =
        List.of(params).stream().map(p -> new ParamDefinition("p", p, ParamDefinition.Format.NA, "")).toList();
    return new EventType(
        code, "TEST", "test", EventType.Direction.EXIT, "file", Set.of(), EnumSet.noneOf(EventFlag.class), definitions);
  }
}
