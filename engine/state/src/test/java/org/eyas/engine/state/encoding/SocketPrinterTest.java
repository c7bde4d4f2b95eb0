package org.eyas.engine.state.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketPrinterTest {
  private final ByteBuilder out = new ByteBuilder();

  @ParameterizedTest
  @ValueSource(
      strings = {
          "::", "::1", "1::", "2001:db8::1", "fe80::1:2:3:4", "1:2:3:4:5:6:7:8", "1:0:3:4:5:6:7:8", "1:0:0:4::8",
          "::2:3:4:5:6:7:8", "::1.2.3.4", "127.0.0.1", "255.255.255.255"
      })
  void printsAddressesInTheirShortForm(String address) throws UnknownHostException {
    SocketPrinter.address(Text.copyOf(InetAddress.getByName(address).getAddress()), out);
    String expected = address.equals("::2:3:4:5:6:7:8") ? "0:2:3:4:5:6:7:8" : address;
    assertEquals(expected, out.toText().toString());
  }

  @Test
  void printsMappedAddressesWithTheirIpv4Part() {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 1, 2, 3, 4};
    SocketPrinter.address(Text.copyOf(mapped), out);
    assertEquals("::ffff:1.2.3.4", out.toText().toString());
    assertTrue(SocketAddressBytes.isMapped(Text.copyOf(mapped)));
  }

  @Test
  void refusesIncompleteAddressesAndTuples() {
    assertFalse(new SockTuple().wrap(Text.EMPTY));
    assertFalse(new SockTuple().wrap(Text.copyOf(new byte[] {2, 1, 2, 3, 4, 0, 0, 1, 2, 3, 4, 0})));
    assertFalse(new SockTuple().wrap(Text.copyOf(new byte[36])) && new SockTuple().isInet());
    assertFalse(new SockAddr().wrap(Text.copyOf(new byte[] {10, 1, 2})));
    assertFalse(new SockAddr().wrap(Text.copyOf(new byte[] {1, 'x'})));
    assertTrue(new SockAddr().wrap(Text.copyOf(new byte[] {1, 'x', 0})));
  }

  @Test
  void namesFamiliesItDoesNotKnow() {
    SockAddr addr = new SockAddr();
    addr.wrap(Text.copyOf(new byte[] {16, 0}));
    SocketPrinter.sockAddr(addr, false, out);
    assertEquals("family 16", out.toText().toString());
  }
}
