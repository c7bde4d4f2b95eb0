package org.eyas.source.scap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.ContainerEvents;
import org.eyas.api.source.UserEntry;
import org.eyas.testkit.StateRecorder;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The descriptions of containers in a capture reach those who want them. */
class ContainerEventsTest {
  private static final EventType OLD =
      type(228, false, ValueType.CHARBUF, ValueType.UINT32, ValueType.CHARBUF, ValueType.CHARBUF);
  private static final EventType JSON = type(272, false, ValueType.CHARBUF);
  private static final EventType JSON_2 = type(324, true, ValueType.CHARBUF);
  private static final EventType ASYNC = type(402, true, ValueType.UINT32, ValueType.CHARBUF, ValueType.BYTEBUF);

  @TempDir private Path folder;
  private final List<String> seen = new ArrayList<>();

  private static EventType type(int code, boolean large, ValueType... params) {
    EnumSet<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
    if (large) {
      flags.add(EventFlag.LARGE_PAYLOAD);
    }
    List<ParamDefinition> definitions =
        Stream.of(params).map(type -> new ParamDefinition("p", type, ParamDefinition.Format.NA, "")).toList();
    return new EventType(code, "T", "t", EventType.Direction.ENTER, "process", Set.of("metaevent"), flags, definitions);
  }

  private void replay(ScapFileBuilder file) throws Exception {
    Path capture = Files.write(folder.resolve("a.scap"), file.bytes());
    ScapSource source = new ScapSource();
    source.containers =
        List.of(
            new ContainerEvents() {
              @Override
              public void onContainer(Bytes json) {
                seen.add("added " + json);
              }

              @Override
              public void onContainerRemoved(Bytes json) {
                seen.add("removed " + json);
              }

              @Override
              public void onAccount(Bytes container, UserEntry account) {
                seen.add(container + " has " + account);
              }

              @Override
              public void onAccountRemoved(Bytes container, UserEntry.Kind kind, long id) {
                seen.add(container + " has no " + kind + " " + id);
              }
            });
    try (Capture open = source.open(new CaptureRequest(Set.of(), Map.of("capture_file", capture.toString())))) {
      open.snapshot(new StateRecorder());
      while (open.poll((cpu, memory, offset, length) -> seen.add("event"), 100) != Capture.END) {}
    }
  }

  private static ScapFileBuilder large(ScapFileBuilder file, ByteBuffer event) throws IOException {
    return file.block(0x221, new ScapFileBuilder.Body().u16(0).raw(event));
  }

  @Test
  void aContainerOfAnyVersionIsPassedOnBeforeItsEvent() throws Exception {
    ScapFileBuilder file =
        ScapFileBuilder.current()
            .event(0, ScapEventEncoder.encode(OLD, 1000, 7, "abc", 1, "we\"b", "nginx"))
            .event(0, ScapEventEncoder.encode(JSON, 1000, 7, "{\"id\":\"def\"}"));
    large(file, ScapEventEncoder.encode(JSON_2, 1000, 7, "{\"id\":\"ghi\"}"));
    replay(file);
    assertEquals(
        List.of(
            "added {\"id\":\"abc\",\"type\":1,\"name\":\"we\\\"b\",\"image\":\"nginx\"}", "event",
            "added {\"id\":\"def\"}", "event", "added {\"id\":\"ghi\"}", "event"),
        seen);
  }

  @Test
  void theEventsOfThePluginHaveNames() throws Exception {
    ScapFileBuilder file = ScapFileBuilder.current();
    for (String name : List.of("container", "container_removed", "other")) {
      large(file, ScapEventEncoder.encode(ASYNC, 1000, 7, 1, name, "{}\0".getBytes()));
    }
    replay(file);
    assertEquals(List.of("added {}", "event", "removed {}", "event", "event"), seen);
  }

  @Test
  void theAccountsOfContainersArePassedOnAndThoseOfTheHostAreNot() throws Exception {
    ScapFileBuilder file = ScapFileBuilder.current();
    for (String container : List.of("", "abc")) {
      for (int code : new int[] {354, 356}) {
        file.event(0, ScapEventEncoder.encode(user(code), 1000, -1, 4_000_000_000L, 7, "web", "/srv", "/bin/sh", container));
      }
      for (int code : new int[] {358, 360}) {
        file.event(0, ScapEventEncoder.encode(group(code), 1000, -1, 7, "print", container));
      }
    }
    replay(file);
    assertEquals(
        List.of(
            "event", "event", "event", "event",
            "abc has UserEntry[kind=USER, id=4000000000, gid=7, name=web, home=/srv, shell=/bin/sh]", "event",
            "abc has no USER 4000000000", "event",
            "abc has UserEntry[kind=GROUP, id=7, gid=7, name=print, home=, shell=]", "event",
            "abc has no GROUP 7", "event"),
        seen);
  }

  private static EventType user(int code) {
    return type(
        code, false, ValueType.UINT32, ValueType.UINT32, ValueType.CHARBUF, ValueType.CHARBUF, ValueType.CHARBUF,
        ValueType.CHARBUF);
  }

  private static EventType group(int code) {
    return type(code, false, ValueType.UINT32, ValueType.CHARBUF, ValueType.CHARBUF);
  }

  @Test
  void aDamagedEventIsSkipped() throws Exception {
    ByteBuffer broken = ScapEventEncoder.encode(ASYNC, 1000, 7, 1, "container", "{}".getBytes());
    broken.putInt(26 + 8, 1_000_000); // the length of the third parameter
    ByteBuffer many = ScapEventEncoder.encode(JSON_2, 1000, 7, "{}");
    many.putInt(22, Integer.MAX_VALUE); // the number of parameters
    replay(large(large(ScapFileBuilder.current(), broken), many));
    assertEquals(List.of(), seen);
  }
}
