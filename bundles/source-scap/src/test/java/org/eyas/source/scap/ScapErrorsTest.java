package org.eyas.source.scap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.testkit.scap.MalformedEvent;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScapErrorsTest {
  private static final EventType READ =
      new EventType(
          13, "READ_X", "read", EventType.Direction.EXIT, "io-read", Set.of(), EnumSet.noneOf(EventFlag.class),
          List.of(new ParamDefinition("data", ValueType.BYTEBUF, ParamDefinition.Format.NA, "")));

  @TempDir Path folder;

  @Test
  void namesAMissingFile() {
    assertEquals(folder.resolve("no.scap") + ": no such file", Replay.of(folder.resolve("no.scap")).message());
  }

  @Test
  void namesADirectory() {
    assertEquals(folder + ": is a directory, not a capture file", Replay.of(folder).message());
  }

  @Test
  void namesAnEmptyFile() throws IOException {
    says("the file is empty", new byte[0], 0);
  }

  @Test
  void refusesWhatIsNotACapture() throws IOException {
    says("is not a capture file", "- rule: not a capture\n".getBytes(), 0);
    says("is not a capture file", new byte[] {0x0A}, 0);
  }

  @Test
  void refusesACaptureOfAnotherArchitecture() throws IOException {
    byte[] file = new ScapFileBuilder().raw(new byte[] {0x0A, 0x0D, 0x0D, 0x0A, 0, 0, 0, 28, 0x1A, 0x2B, 0x3C, 0x4D})
        .raw(new byte[16]).bytes();
    says("was recorded on a machine of another architecture (big-endian)", file, 0);
  }

  @Test
  void refusesADamagedByteOrderMark() throws IOException {
    byte[] file = ScapFileBuilder.current().bytes();
    file[8] ^= 1;
    says("is not a capture file: its byte order mark is damaged", file, 0);
  }

  @Test
  void refusesANewerMajorVersion() throws IOException {
    says("has format version 2.7, this program reads versions up to 1.x", new ScapFileBuilder().section(2, 7).bytes(), 0);
  }

  @Test
  void refusesAFileWithoutEvents() throws IOException {
    says("there are no events in the file", ScapFileBuilder.current().bytes(), 0);
  }

  @Test
  void saysWhereAFileEndsInsideABlockAfterAllCompleteEvents() throws IOException {
    byte[] file = ScapFileBuilder.current().event(0, event(1)).event(0, event(2)).event(0, event(3)).bytes();
    int third = file.length - (file.length - 28) / 3;
    byte[] cut = Arrays.copyOf(file, file.length - 5);
    says("at byte " + third + ": the file ends inside a block: " + (cut.length - third) + " of "
        + (file.length - third) + " bytes are there", cut, 2);
    says("at byte " + third + ": the file ends inside the header of a block", Arrays.copyOf(file, third + 3), 2);
    assertEquals(2, Replay.of(folder, Arrays.copyOf(file, third)).events.size());
  }

  @Test
  void saysWhereABlockHasAnImpossibleLength() throws IOException {
    byte[] good = ScapFileBuilder.current().event(0, event(1)).bytes();
    for (int length : new int[] {0, 11, -1, 0x7fffffff}) {
      byte[] file = new ScapFileBuilder().raw(good).raw(new ScapFileBuilder.Body().u32(0x216).u32(length).u32(0).bytes()).bytes();
      says("at byte " + good.length + ": damaged block: it says its length is " + Integer.toUnsignedString(length),
          file, 1);
    }
  }

  @Test
  void aDamagedEventInABlockThatIsWholeIsPassedOver() throws IOException {
    byte[] good = ScapFileBuilder.current().event(0, event(1)).bytes();
    byte[] file = new ScapFileBuilder().raw(good).event(0, event(2)).event(0, event(3)).bytes();
    file[good.length + 8 + 2 + 16] = 127;
    Replay replay = Replay.of(folder, file);
    assertEquals("", replay.message());
    assertEquals(2, replay.events.size());
  }

  @Test
  void saysWhereAnEventDoesNotFitItsBlock() throws IOException {
    byte[] good = ScapFileBuilder.current().event(0, event(1)).bytes();
    byte[] file = new ScapFileBuilder().raw(good).event(0, event(2)).bytes();
    file[good.length + 8 + 2 + 16] = 127;
    file[file.length - 4] ^= 1;
    says("at byte " + good.length + ": invalid event: len 127 is larger than the 38 bytes available in the block", file, 1);
  }

  @Test
  void saysWhatFalcoSaysOfALengthBeyondTheBlock() throws IOException {
    falcoSays("len 5832704 is larger than the 26 bytes available in the block", MalformedEvent.LENGTH_EXCEEDS_BLOCK);
    falcoSays("len 196608 is larger than the 26 bytes available in the block", MalformedEvent.LARGE_LENGTH_EXCEEDS_BLOCK);
    falcoSays("len 4294967295 is larger than the 26 bytes available in the block", MalformedEvent.of(0x216, -1, 1, 0));
  }

  @Test
  void saysWhatFalcoSaysOfALengthWithoutAHeader() throws IOException {
    falcoSays("len 25 is smaller than the event header size 26", MalformedEvent.of(0x216, 25, 1, 257));
  }

  @Test
  void saysWhatFalcoSaysOfParametersThatDoNotFit() throws IOException {
    falcoSays("nparams 257 does not fit in event len 26", MalformedEvent.PARAMS_EXCEED_LENGTH);
    falcoSays("nparams 4294967295 does not fit in event len 28", MalformedEvent.of(0x216, 28, 1, -1, 0, 0));
    falcoSays("param 0 len 65535 exceeds event len 28", MalformedEvent.PARAM_EXCEEDS_LENGTH);
    falcoSays("param 1 len 3 exceeds event len 33", MalformedEvent.of(0x216, 33, 1, 2, 1, 0, 3, 0, 9, 9, 9));
  }

  @Test
  void lengthsOfLargePayloadsHaveFourBytes() throws IOException {
    falcoSays("nparams 1 does not fit in event len 28", MalformedEvent.of(0x216, 28, 324, 1, 0, 0));
    falcoSays("param 0 len 4294967295 exceeds event len 30", MalformedEvent.of(0x221, 30, 402, 1, 255, 255, 255, 255));
    assertEquals(1, Replay.of(folder, MalformedEvent.of(0x221, 31, 322, 1, 1, 0, 0, 0, 7)).events.size());
  }

  @Test
  void saysWhatFalcoSaysOfABlockWithoutAHeader() throws IOException {
    byte[] shorter = ScapFileBuilder.current().block(0x216, new byte[24]).bytes();
    breakTrailer(shorter);
    says("at byte 28: block length too short 36", shorter, 0);
    byte[] flagged = ScapFileBuilder.current().block(0x217, new byte[28]).bytes();
    breakTrailer(flagged);
    says("at byte 28: event header exceeds block payload: block length 40, event offset 6, available 22, header size 26",
        flagged, 0);
  }

  @Test
  void theLayoutOfAnUnknownEventIsNotChecked() throws IOException {
    byte[] file = MalformedEvent.of(0x216, 5_832_704, 454, 257);
    breakTrailer(file); // a known event would end the replay
    Replay replay = Replay.of(folder, file);
    assertEquals("", replay.message());
    assertEquals(0, replay.events.size());
  }

  @Test
  void aWholeBlockWithAMalformedEventIsPassedOver() throws IOException {
    for (byte[] file : List.of(
        MalformedEvent.LENGTH_EXCEEDS_BLOCK, MalformedEvent.LARGE_LENGTH_EXCEEDS_BLOCK, MalformedEvent.PARAMS_EXCEED_LENGTH,
        MalformedEvent.PARAM_EXCEEDS_LENGTH)) {
      Replay replay = Replay.of(folder, new ScapFileBuilder().raw(file).event(0, event(1)).bytes());
      assertEquals("", replay.message());
      assertEquals(1, replay.events.size());
    }
  }

  // The reader ends with the reason only if it does not know where the next block is.
  private void falcoSays(String expected, byte[] malformed) throws IOException {
    byte[] file = malformed.clone();
    breakTrailer(file);
    says("at byte 28: invalid event: " + expected, file, 0);
  }

  private static void breakTrailer(byte[] file) {
    file[file.length - 4] ^= 1;
  }

  @Test
  void saysWhereTheLengthsOfAnOldEventDoNotAddUp() throws IOException {
    byte[] good = ScapFileBuilder.current().oldEvent(0, event(1)).bytes();
    byte[] file = new ScapFileBuilder().raw(good).oldEvent(0, event(2)).bytes();
    file[good.length + 8 + 2 + 22] = 100;
    file[file.length - 4] ^= 1;
    says("at byte " + good.length + ": damaged event: the lengths of its parameters do not add up", file, 1);
  }

  @Test
  void saysWhereAListIsDamaged() throws IOException {
    byte[] file = ScapFileBuilder.current().block(0x206, new ScapFileBuilder.Body().u8(1).u32(0).u16(999)).bytes();
    says("at byte 43: damaged block: 999 bytes are needed, 1 are left", file, 0);
    byte[] trailer = ScapFileBuilder.current().block(0x206, new ScapFileBuilder.Body().u8(1).u32(0).text("a")).bytes();
    trailer[trailer.length - 4] = 99;
    says("at byte 28: damaged block: its length is 20 at its beginning and 99 at its end", trailer, 0);
  }

  @Test
  void saysWherePackedDataIsCutOff() throws IOException {
    ScapFileBuilder file = ScapFileBuilder.current();
    for (int i = 0; i < 1000; i++) {
      file.event(0, event(i * 7919));
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(file.bytes());
    }
    byte[] whole = packed.toByteArray();
    Replay cut = Replay.of(folder, Arrays.copyOf(whole, whole.length / 2));
    assertTrue(cut.message().contains("the gzip data is truncated or damaged from here on"), cut.message());
    assertTrue(cut.message().matches(".*: at byte [0-9]+: .*"), cut.message());
    assertTrue(cut.events.size() > 100 && cut.events.size() < 1000, "delivered " + cut.events.size());

    whole[whole.length / 2] ^= 0x55;
    Replay damaged = Replay.of(folder, whole);
    assertTrue(damaged.message().contains(": at byte "), damaged.message());
    Replay header = Replay.of(folder, Arrays.copyOf(whole, 5));
    assertTrue(header.message().contains("test.scap: "), header.message());
  }

  private void says(String expected, byte[] file, int events) throws IOException {
    Replay replay = Replay.of(folder, file);
    assertEquals(folder.resolve("test.scap") + ": " + expected, replay.message());
    assertEquals(events, replay.events.size());
  }

  private static ByteBuffer event(int n) {
    return ScapEventEncoder.encode(READ, n, n, new byte[] {(byte) n, (byte) (n >> 8), (byte) (n >> 16), 0, 1, 2, 3, 4});
  }
}
