package org.example.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.testkit.EventSourceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the lines of a file, and the contract of all sources. */
@Timeout(60)
class WeblogSourceTest extends EventSourceContract {
  @TempDir private Path folder;

  @BeforeEach
  void makeFile() throws IOException {
    Files.createFile(file());
  }

  private Path file() {
    return folder.resolve("access.log");
  }

  @Override
  protected EventSource source() {
    return new WeblogSource(file());
  }

  @Override
  protected CaptureRequest request() {
    return new CaptureRequest(Set.of(), Map.of());
  }

  @Override
  protected void causeEvents() throws IOException {
    add("192.0.2.7 - - [x] \"GET / HTTP/1.1\" 200 1\n");
  }

  private void add(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.APPEND);
  }

  private static List<String> lines(Capture capture, int count) throws SourceException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      capture.poll(
          (cpu, memory, offset, length) -> {
            byte[] payload = new byte[memory.getInt(offset + 30)];
            memory.get(offset + 38, payload);
            lines.add(new String(payload, StandardCharsets.UTF_8));
          },
          100);
    }
    return lines;
  }

  @Test
  void aLineIsToldWhenItIsComplete() throws Exception {
    add("before\n");
    try (Capture capture = source().open(request())) {
      add("one\ntw");
      assertEquals(List.of("one"), lines(capture, 1));
      add("o\nthree\n");
      assertEquals(List.of("two", "three"), lines(capture, 2));
    }
  }

  @Test
  void aFileThatBeginsAnewIsReadFromItsBeginning() throws Exception {
    add("a long line of before\n");
    try (Capture capture = source().open(request())) {
      Files.writeString(file(), "new\n");
      assertEquals(List.of("new"), lines(capture, 1));
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    WeblogSource source = new WeblogSource(folder.resolve("none"));
    SourceException refusal = assertThrows(SourceException.class, () -> source.open(request()));
    assertTrue(refusal.getMessage().contains("none cannot be read"), refusal.getMessage());
  }
}
