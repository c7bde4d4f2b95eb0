package org.eyas.engine.field.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.testkit.FakeFd;
import org.junit.jupiter.api.Test;

final class ValueTextTest {
  private static String printable(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    StringBuilder out = new StringBuilder();
    PrintableText.append(Text.copyOf(array), out);
    return out.toString();
  }

  private static String address(String text) {
    ByteBuilder out = new ByteBuilder();
    IpAddressText.append(FakeFd.address(text), out);
    return out.view().toString();
  }

  private static String number(long value, ValueType type, Format format) {
    ByteBuilder out = new ByteBuilder();
    NumberText.append(value, type, format, out);
    return out.view().toString();
  }

  private static String seconds(long nanos) {
    ByteBuilder out = new ByteBuilder();
    TimeText.appendSeconds(nanos, out);
    return out.view().toString();
  }

  private static String oneDecimal(double value) {
    ByteBuilder out = new ByteBuilder();
    NumberText.appendDouble(value, out);
    return out.view().toString();
  }

  @Test
  void replacesUnprintableBytes() {
    assertEquals("a\uFFFDb", printable('a', 7, 'b'));
    assertEquals("ä€😀", printable(0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80));
    assertEquals("\uFFFD", printable(0xc2, 0x85));
    assertEquals("\uFFFDx", printable(0xe2, 0x82, 'x'));
    assertEquals("\uFFFD\uFFFDx", printable(0xe0, 0x80, 'x'));
    assertEquals("\uFFFD\uFFFD\uFFFD", printable(0xed, 0xa0, 0x80));
    assertEquals("\uFFFD", printable(0xef, 0xbf, 0xbf));
    assertEquals("\uFFFD", printable(0x7f));
  }

  @Test
  void printsAnyBytesWithinBounds() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      StringBuilder out = new StringBuilder();
      PrintableText.append(Text.copyOf(bytes), out);
      assertEquals(0, out.chars().filter(c -> c < 0x20 || c == 0x7f).count());
    }
  }

  @Test
  void writesAddressesAsInetNtopDoes() {
    assertEquals("10.0.0.255", address("10.0.0.255"));
    assertEquals("::", address("::"));
    assertEquals("::1", address("::1"));
    assertEquals("2001:4860:4860::8888", address("2001:4860:4860::8888"));
    assertEquals("fe80::1:0:0:1", address("fe80::1:0:0:1"));
    assertEquals("1:0:2::3", address("1:0:2:0:0:0:0:3"));
    assertEquals("1:2:3:4:5:6:7:0", address("1:2:3:4:5:6:7:0"));
    assertEquals("1::", address("1::"));
    ByteBuilder out = new ByteBuilder();
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 2, 3, 4};
    IpAddressText.append(Text.copyOf(mapped), out);
    assertEquals("::ffff:1.2.3.4", out.view().toString());
  }

  @Test
  void writesNumbersInTheBaseOfTheirFormat() {
    assertEquals("FFFFFFFE", number(-2, ValueType.INT32, Format.HEX));
    assertEquals("FE00", number(0xfe00, ValueType.INT32, Format.HEX));
    assertEquals("0", number(0, ValueType.UINT64, Format.HEX));
    assertEquals("755", number(0755, ValueType.UINT32, Format.OCT));
    assertEquals("1777777777777777777777", number(-1, ValueType.UINT64, Format.OCT));
    assertEquals("000000042", number(42, ValueType.RELTIME, Format.PADDED_DEC));
    assertEquals("1234567890", number(1234567890, ValueType.RELTIME, Format.PADDED_DEC));
    assertEquals("18446744073709551615", number(-1, ValueType.UINT64, Format.DEC));
    assertEquals(BigInteger.TWO.pow(63), NumberText.json(Long.MIN_VALUE, ValueType.ABSTIME, Format.DEC));
    assertEquals("true", number(1, ValueType.BOOL, Format.NA));
  }

  @Test
  void roundsOneDecimalAsCDoes() {
    assertEquals("0.2", oneDecimal(0.25));
    assertEquals("0.1", oneDecimal(0.05));
    assertEquals("0.0", oneDecimal(0.025));
    assertEquals("100.0", oneDecimal(100));
  }

  @Test
  void writesDurationsInSixDigits() {
    assertEquals("0s", seconds(0));
    assertEquals("2e-05s", seconds(20_000));
    assertEquals("0.000999439s", seconds(999_439));
    assertEquals("1.5s", seconds(1_500_000_000L));
    assertEquals("1e+06s", seconds(1_000_000_000_000_000L));
    assertEquals("123457s", seconds(123_456_789_000_000L));
    assertEquals("1.23457e+06s", seconds(1_234_567_890_000_000L));
  }
}
