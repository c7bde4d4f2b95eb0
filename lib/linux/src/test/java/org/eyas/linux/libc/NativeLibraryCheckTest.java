package org.eyas.linux.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.eyas.testkit.process.TestProcess;
import org.junit.jupiter.api.Test;

class NativeLibraryCheckTest {
  @Test
  void itCanBeCalledHere() {
    assertEquals(Optional.empty(), NativeLibraryCheck.problem());
  }

  @Test
  void whereItsLibraryCannotBeUnpackedThatIsSaidEachTime() throws Exception {
    String printed = TestProcess.output(List.of(), List.of("-Djna.tmpdir=/proc/no-such-folder"), Asked.class);
    List<String> lines = printed.lines().filter(line -> line.startsWith("native code cannot be called: ")).toList();
    assertEquals(2, lines.size(), printed);
    lines.forEach(line -> assertTrue(line.contains("/proc/no-such-folder"), printed));
    assertFalse(printed.contains("null"), printed);
  }

  /** Asks twice: the JVM says why only once. */
  public static final class Asked {
    private Asked() {}

    public static void main(String[] args) {
      System.out.println(NativeLibraryCheck.problem().orElse("none"));
      System.out.println(NativeLibraryCheck.problem().orElse("none"));
    }
  }
}
