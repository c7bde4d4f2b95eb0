package org.eyas.bench.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.eyas.scap.BlockType;
import org.eyas.scap.BlockType.Kind;

/** A capture in blocks: the state before the events, and the events. */
record Sample(List<byte[]> state, List<byte[]> events) {
  private static final String SHIPPED = "dist/src/main/dist/lib/train/sample.scap.gz";

  /** The captures that the property {@code captures} names, separated by colons; otherwise the shipped one. */
  static List<Sample> all() throws IOException {
    String given = System.getProperty("captures", "");
    List<Sample> samples = new ArrayList<>();
    for (String path : given.isEmpty() ? new String[] {FuzzRules.repository().resolve(SHIPPED).toString()} : given.split(":")) {
      samples.add(of(unpacked(Path.of(path))));
    }
    return samples;
  }

  private static byte[] unpacked(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    if ((bytes[0] & 0xff) != 0x1f) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static Sample of(byte[] capture) {
    Sample sample = new Sample(new ArrayList<>(), new ArrayList<>());
    ByteBuffer in = EventDraft.buffer(capture);
    for (int at = 0, length; at + 8 <= capture.length; at += length) {
      length = in.getInt(at + 4);
      boolean event = BlockType.of(in.getInt(at)).kind() == Kind.EVENT;
      (event ? sample.events : sample.state).add(Arrays.copyOfRange(capture, at, at + length));
    }
    return sample;
  }

  /** The state and some consecutive events; copies that may be changed. */
  List<byte[]> part(int mostEvents, Random random) {
    int count = Math.min(events.size(), 1 + random.nextInt(mostEvents));
    int from = random.nextInt(events.size() - count + 1);
    List<byte[]> blocks = new ArrayList<>();
    state.forEach(block -> blocks.add(block.clone()));
    events.subList(from, from + count).forEach(block -> blocks.add(block.clone()));
    return blocks;
  }
}
