package org.eyas.source.scap;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScapFuzzTest {
  @TempDir Path folder;

  @Test
  void anyDamageToPlainFilesEndsInEventsOrOneError() throws IOException {
    byte[] packed = Files.readAllBytes(SharedFiles.require("captures/old/cat_write.scap"));
    damage(unpack(packed), 2000);
  }

  @Test
  void anyDamageToPackedFilesEndsInEventsOrOneError() throws IOException {
    damage(Files.readAllBytes(SharedFiles.require("captures/old/cat_write.scap")), 500);
  }

  private void damage(byte[] original, int rounds) {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    assertTimeoutPreemptively(
        Duration.ofSeconds(120),
        () -> {
          for (int i = 0; i < rounds; i++) {
            Replay.of(folder, damaged(original, random));
          }
        },
        "seed " + seed);
  }

  private static byte[] damaged(byte[] original, Random random) {
    byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(original, random.nextInt(original.length)) : original.clone();
    int hits = bytes.length == 0 ? 0 : 1 + random.nextInt(8);
    int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 4096);
    for (int i = 0; i < hits; i++) {
      bytes[random.nextInt(reach)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
    }
    return bytes;
  }

  private static byte[] unpack(byte[] bytes) throws IOException {
    boolean packed = (bytes[0] & 0xff) == 0x1f;
    return packed
        ? new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(bytes)).readAllBytes()
        : bytes;
  }
}
