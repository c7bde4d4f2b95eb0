package org.eyas.enricher.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.process.Accounts;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;

class SessionFieldsTest extends FieldProviderContract {
  private final Host host = new Host();

  @Override
  protected FieldProvider provider() {
    return new SessionFields();
  }

  // Unlike FakeAccounts, these make no text for each name.
  private static final class OneAccount implements Accounts {
    private static final Text NAME = Text.of("alice");

    @Override
    public Bytes userName(long uid) {
      return uid == Host.ALICE ? NAME : Text.ABSENT;
    }

    @Override
    public Bytes homeDirectory(long uid) {
      return Text.ABSENT;
    }

    @Override
    public Bytes shell(long uid) {
      return Text.ABSENT;
    }

    @Override
    public Bytes groupName(long gid) {
      return Text.ABSENT;
    }
  }

  @Override
  protected List<FakeEvent> events() {
    FakeProcess shell = host.ssh("2001:db8::5", 40_000, Host.ALICE);
    FakeProcess root = host.call(shell, "/usr/bin/sudo", 0, "/usr/bin/id");
    List<FakeEvent> events =
        List.of(
            FakeEvent.of(anyType()).by(shell),
            FakeEvent.of(anyType()).by(root),
            FakeEvent.of(anyType()).by(host.sshd),
            FakeEvent.of(anyType()).by(FakeProcess.unknown(7)));
    events.forEach(event -> event.accounts = new OneAccount());
    return events;
  }

  @Test
  void startAndDurationAreThoseOfTheConnection() {
    FakeProcess shell = host.ssh("10.0.0.5", 40_000, Host.ALICE);
    long began = host.init.byTid(shell.byTid(shell.ids.ptid).ids().ptid()).usage().startNanos();
    assertEquals(Long.toString(began), Shown.of(shell, "start"));
    assertEquals(Long.toString(1_000_000_000L - began), Shown.of(shell, "duration"));
  }

  @Test
  void anUnknownFieldIsRefusedByName() {
    FieldDefinition field =
        new FieldDefinition("session.colour", ValueType.CHARBUF, FieldDefinition.Shape.ONE, FieldDefinition.Argument.NONE,
            Format.NA, Set.of(), "");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new SessionFields().reader(field, null));
    assertEquals("'session.colour' is not a field of sessions", e.getMessage());
  }

  @Test
  void terminalsHaveTheNamesOfTheirDevices() {
    assertEquals("pts/3", terminal(136 << 8 | 3));
    assertEquals("pts/300", terminal(136 << 8 | 300 & 0xff | (300 & ~0xff) << 12));
    assertEquals("pts/257", terminal(137 << 8 | 1));
    assertEquals("tty1", terminal(4 << 8 | 1));
    assertEquals("ttyS0", terminal(4 << 8 | 64));
    assertEquals("229:0", terminal(229 << 8));
  }

  private static String terminal(long number) {
    ByteBuilder out = new ByteBuilder();
    TerminalName.write(number, out);
    return out.view().toString();
  }

  @Test
  void addressesAreWrittenInTheirShortestForm() {
    for (String address : List.of("10.0.0.5", "::1", "::", "2001:db8::1:0:0:5", "1:2:3:4:5:6:7:8", "fe80::", "1:0:3:4:5:6:7:8")) {
      ByteBuilder out = new ByteBuilder();
      SessionAddressText.write(FakeFd.address(address), out);
      assertEquals(address, out.view().toString());
    }
  }
}
