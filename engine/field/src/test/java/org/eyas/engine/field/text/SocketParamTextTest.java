package org.eyas.engine.field.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketParamTextTest {
  private static Text bytes(String hex) {
    return Text.copyOf(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
      "02 0a000001 5000,              10.0.0.1:80,  10.0.0.1:80",
      "02 0a000001 500000,            INVALID IPv4, 10.0.0.1:80",
      "02 0a000001 50,                INVALID IPv4, INVALID IPv4",
      "0a 00000000000000000000000000000001 5000, '::1:80', '::1:80'",
      "0a 00000000000000000000000000000001 500000, INVALID IPv6, '::1:80'",
      "01 2f6100,                     /a,           /a",
      "01 2f61,                       /a,           INVALID PATH",
      "07 00,                         family 7,     family 7"
  })
  void anAddressIsCheckedAsItsVersionOfFalcoDoes(String hex, String older, String newest) {
    Text value = bytes(hex.replace(" ", ""));
    ByteBuilder out = new ByteBuilder();
    SocketParamText.appendAddress(value, false, out);
    assertEquals(older, out.toText().toString());
    SocketParamText.appendAddress(value, true, out.clear());
    assertEquals(newest, out.toText().toString());
  }

  @ParameterizedTest
  @CsvSource({
      "02 0a000001 5000 0a000002 5100,     10.0.0.1:80->10.0.0.2:81, 10.0.0.1:80->10.0.0.2:81",
      "02 0a000001 5000 0a000002 510000,   INVALID IPv4,             10.0.0.1:80->10.0.0.2:81",
      "01 0100000000000000 0200000000000000 2f6100, 1->2 /a, 1->2 /a",
      "01 0100000000000000 0200000000000000 2f61,   1->2 /a, INVALID PATH",
      "01 0100000000000000,                INVALID UNIX,             INVALID PATH"
  })
  void aTupleIsCheckedAsItsVersionOfFalcoDoes(String hex, String older, String newest) {
    Text value = bytes(hex.replace(" ", ""));
    ByteBuilder out = new ByteBuilder();
    SocketParamText.appendTuple(value, false, out);
    assertEquals(older, out.toText().toString());
    SocketParamText.appendTuple(value, true, out.clear());
    assertEquals(newest, out.toText().toString());
  }
}
