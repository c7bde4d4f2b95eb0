package org.eyas.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathResolverTest {
  private final ByteBuilder out = new ByteBuilder();

  @ParameterizedTest
  @CsvSource({
      "/,             etc/passwd,          /etc/passwd",
      "/srv/,         /etc/passwd,         /etc/passwd",
      "/srv/shop/,    ../a,                /srv/a",
      "/srv/shop/,    ../../../../a,       /a",
      "/srv/,         ./x/./y,             /srv/x/y",
      "/srv/,         x//y///z/,           /srv/x/y/z",
      "/srv/,         .,                   /srv",
      "/srv/,         ..,                  /",
      "/srv/,         ...,                 /srv/...",
      "/srv/,         .hidden/..x/x..,     /srv/.hidden/..x/x..",
      "/,             .,                   /",
      "/srv/,         /,                   /",
      "/srv/,         //a/../..//b/.,      /b",
      "'',            a/b/,                a/b",
      "./,            a,                   ./a",
      "foo/,          ../../a,             a",
      "<UNKNOWN>,     a,                   <UNKNOWN>a"
  })
  void resolvesPathsAgainstDirectories(String directory, String path, String expected) {
    assertEquals(expected, resolve(directory, path));
  }

  @Test
  void theResultOfAnEmptyPathIsEmpty() {
    assertEquals("", resolve("/srv/", ""));
  }

  @Test
  void keepsPrintableCharactersAndReplacesOthers() {
    assertEquals("/\u00fc/\u20ac/\ud83d\ude00", resolve("/", "\u00fc/\u20ac/\ud83d\ude00"));
    assertEquals("/a\ufffdb\ufffd", resolve("/", "a\nb\u0085"));
  }

  @Test
  void replacesAnInvalidSequenceOnce() {
    PathResolver.resolve(Text.of("/"), Text.copyOf(new byte[] {'a', (byte) 0xe2, (byte) 0x82, 'b', (byte) 0xff}), false, out);
    assertEquals("/a\ufffdb\ufffd", out.toText().toString());
  }

  @Test
  void reportsAPathThatIsTooLong() {
    assertEquals("/DIR_TOO_LONG/FILENAME_TOO_LONG", resolve("/", "a".repeat(1023)));
    assertEquals(1023, resolve("/", "a".repeat(1022)).length());
  }

  @Test
  void truncatesAPathThatReplacementsMakeTooLong() {
    assertEquals(1 + 340 * 3, resolve("/", "\n".repeat(500)).getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void aPathThatReplacementsMakeTooLongIsCutBehindACharacter() {
    assertEquals("/" + "\ufffd".repeat(340) + "ab", resolve("/", "\n".repeat(340) + "ab"));
    assertEquals("/" + "\ufffd".repeat(340) + "ab", resolve("/", "\n".repeat(340) + "ab\u00fc"));
  }

  @Test
  void fieldsOfEyasResolvePathsOfAnyLength() {
    PathResolver.resolveLong(Text.of("/"), Text.of("/".repeat(4000) + "etc/./x/../shadow"), out);
    assertEquals("/etc/shadow", out.toText().toString());
    PathResolver.resolveLong(Text.of("/" + "d".repeat(4000) + "/"), Text.of("../etc/" + "f".repeat(2000)), out);
    assertEquals("/etc/" + "f".repeat(2000), out.toText().toString());
  }

  @Test
  void keepsEveryByteIfToldTo() {
    byte[] path = {'.', '.', '/', (byte) 0xff, (byte) 0xfe, '/', (byte) 0xc2, (byte) 0x85, '/', 1, 0x1f, '/', 't', 0, 'x'};
    PathResolver.resolve(Text.of("/root/"), Text.copyOf(path), true, out);
    assertEquals(
        Text.copyOf(new byte[] {'/', (byte) 0xff, (byte) 0xfe, '/', (byte) 0xc2, (byte) 0x85, '/', 1, 0x1f, '/', 't'}),
        out.toText());
  }

  private String resolve(String directory, String path) {
    PathResolver.resolve(Text.of(directory), Text.of(path), false, out);
    return out.toText().toString();
  }
}
