package org.eyas.fleet.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of groups that released versions of the job stored. */
class ReleasedGroupTest {
  private static final String FULL = "full";
  private static final String EMPTY = "empty";
  private static final byte[] MEMORY = "a memory".getBytes(StandardCharsets.UTF_8);
  private static final List<GroupState.Counted> COUNTED =
      List.of(new GroupState.Counted(17, "größer"), new GroupState.Counted(18, "alerts/0@7"));

  @TempDir private Path folder;

  private static void write(Path to) throws IOException {
    GroupState state = new GroupState();
    state.memory = MEMORY;
    state.endTimerMillis = 1_000;
    state.dueTimerMillis = 2_000;
    state.markNanos = 3;
    state.advanceTo(4_711);
    state.counted.addAll(COUNTED);
    Files.write(to.resolve(FULL), state.bytes());
    Files.write(to.resolve(EMPTY), new GroupState().bytes());
  }

  @Test
  void groupsOfAllVersionsContinue() throws Exception {
    for (Path released : ReleasedFiles.copies("group", folder, ReleasedGroupTest::write)) {
      GroupState state = GroupState.read(Files.readAllBytes(released.resolve(FULL)));
      assertArrayEquals(MEMORY, state.memory, released.toString());
      assertEquals(List.of(1_000L, 2_000L, 3L), List.of(state.endTimerMillis, state.dueTimerMillis, state.markNanos));
      assertEquals(4_711, state.notBeforeReached(0));
      assertEquals(COUNTED, List.copyOf(state.counted));
      assertNull(GroupState.read(Files.readAllBytes(released.resolve(EMPTY))).memory);
    }
  }

  @Test
  void bytesThatALaterVersionAddsAreIgnored() throws Exception {
    write(folder);
    byte[] bytes = Files.readAllBytes(folder.resolve(FULL));
    assertArrayEquals(bytes, GroupState.read(Arrays.copyOf(bytes, bytes.length + 8)).bytes());
  }
}
