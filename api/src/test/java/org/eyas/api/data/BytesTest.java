package org.eyas.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesTest {
  private static final Text PATH = Text.of("/etc/pam.d/su");

  @Test
  void viewAndTextWithTheSameBytesAreEqualAndHashAlike() {
    byte[] memory = "xx/etc/pam.d/su".getBytes(StandardCharsets.UTF_8);
    ByteView view = new ByteView().wrap(memory, 2, 13);
    assertEquals(PATH, view);
    assertEquals(PATH.hashCode(), view.hashCode());
    view.wrap(memory, 0, 2);
    assertNotEquals(PATH, view);
    assertEquals("xx", view.toString());
  }

  @Test
  void nothingReadsPastItsEndThoughMoreIsThereInMemory() {
    ByteView view = new ByteView().wrap("secret/etc/secret".getBytes(StandardCharsets.UTF_8), 6, 4);
    assertEquals('c', view.at(3));
    assertThrows(IndexOutOfBoundsException.class, () -> view.at(4));
    assertThrows(IndexOutOfBoundsException.class, () -> view.at(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> view.slice(1, 5, new ByteView()));
    assertThrows(IndexOutOfBoundsException.class, () -> view.slice(3, 2, new ByteView()));
    assertThrows(IndexOutOfBoundsException.class, () -> new ByteBuilder().append(view, 2, 5));
    assertEquals("", view.slice(4, 4, new ByteView()).toString());
  }

  @Test
  void findsPartsAtBothEndsAndInTheMiddle() {
    assertTrue(PATH.startsWith(Text.of("/etc/")));
    assertTrue(PATH.endsWith(Text.of("/su")));
    assertTrue(PATH.contains(Text.of("pam")));
    assertEquals(5, PATH.indexOf(Text.of("pam"), 0));
    assertFalse(PATH.contains(Text.of("sudo")));
    assertFalse(PATH.endsWith(Text.of("/etc/pam.d/su/")));
    assertTrue(PATH.contains(Text.EMPTY));
    assertEquals(10, PATH.lastIndexOf('/'));
  }

  @Test
  void absentAndPendingAreNoValuesAndEqualNothing() {
    assertFalse(Text.ABSENT.isPresent());
    assertFalse(Text.PENDING.isPresent());
    assertTrue(Text.EMPTY.isPresent());
    assertNotEquals(Text.ABSENT, Text.EMPTY);
    assertNotEquals(Text.EMPTY, Text.ABSENT);
    assertNotEquals(Text.ABSENT, Text.PENDING);
  }

  @Test
  void ordersBytesUnsignedAndPrefixesFirst() {
    assertTrue(Text.of("a").compareTo(Text.of("ab")) < 0);
    assertTrue(Text.copyOf(new byte[] {(byte) 0xff}).compareTo(Text.of("z")) > 0);
  }

  @Test
  void aTextIsItsOwnCopyAndAViewIsNot() {
    assertSame(PATH, PATH.toText());
    byte[] memory = {'a', 'b'};
    Text copy = new ByteView().wrap(memory, 0, 2).toText();
    memory[0] = 'z';
    assertEquals("ab", copy.toString());
  }

  @Test
  void builderPrintsNumbersAsJavaDoes() {
    long[] numbers = {0, 7, -1, 10, 99, 100, -4711, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long number : numbers) {
      assertEquals(Long.toString(number), new ByteBuilder(1).appendDecimal(number).toText().toString());
    }
  }

  @Test
  void builderTakesStringsOfAnyAlphabet() {
    assertEquals("a: größe 日本", new ByteBuilder(1).append("a: ").append("größe 日本").toText().toString());
  }
}
