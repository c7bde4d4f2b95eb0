package org.eyas.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import org.eyas.api.event.EventType;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionCheckerTest {
  private static final FieldCatalog CATALOG = FakeFields.ofEveryKind().catalog();

  @ParameterizedTest
  @ValueSource(strings = {
      "t.text exists", "t.sock exists", "t.listpid exists", "t.text < 5", "t.text pmatch (/a, '/b c')",
      "t.text regex '^a[0-9]+'", "t.text glob anyof (a*, b?)", "t.text != oneof (a, b)", "evt.buffer bcontains 0aFF",
      "t.uint32 in (1, 2)", "t.uint32 > val(t.uint32)", "t.port = 443", "t.bool != true", "t.double > 3",
      "t.ip in (10.0.0.1, ::1, 1:2::3)", "t.net = 10.0.0.0/8", "t.net in (::/1, 192.168.0.0/16)",
      "t.endip != 127.0.0.1", "t.endport <= 80", "t.listtext intersects (a)", "t.listtext in val(t.listother)",
      "t.listnet in (10.0.0.0/8)", "len(t.listtext) > 2", "len(evt.buffer) = 2", "tolower(basename(t.path)) = x",
      "b64(evt.buffer) contains x", "join(',', (t.text, 'x', toupper(t.other))) = a", "concat(t.text, '-') = val(t.other)",
      "getopt(t.listtext, 'ab:')[b] startswith x", "getopt(t.listtext, 'ab:') intersects (b)", "t.text in some_list",
      "evt.around[1404996934793590564] = 10000", "evt.type in (open, io_uring_setup, container)",
      "t.anytext[2] = val(t.text)", "t.listtext in ()"})
  void acceptsValidConditions(String condition) throws Exception {
    check(condition);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "t.int = -5;-5", "t.int = +5;5", "t.int8 = 130;-126", "t.uint8 = 300;44", "t.uint32 = -1;4294967295",
      "t.uint64 = -1;-1", "t.uint64 = 99999999999999999999;-1", "t.int = 99999999999999999999;9223372036854775807",
      "t.port = '';0", "t.bool = true;1", "t.port = 70000;4464"})
  void readsNumbersAccordingToTheirType(String condition, long value) throws Exception {
    assertEquals(List.of(value), assertInstanceOf(NumberCheck.class, check(condition).expr()).constants());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "t.text = a;t.text == a", "t.text in (a, b);t.text in (b,a, b)", "t.text in (a);t.text = a",
      "t.text = anyof (b, a);t.text in (a, b)", "t.text intersects (a, b);t.text in (a, b)",
      "evt.type = krsi_symlinkat;evt.type in (symlink, symlinkat)",
      "evt.type in (krsi_connect, close);evt.type in (close, connect)",
      "evt.type != krsi_linkat;not evt.type in (link, linkat)", "evt.arg.fd = 1;evt.arg[fd] = 1",
      "t.text = val(t.other);t.text = val( t.other )"})
  void conditionsWithTheSameMeaningAreEqual(String one, String other) throws Exception {
    assertEquals(check(one).expr(), check(other).expr());
    assertEquals(check(one).expr().hashCode(), check(other).expr().hashCode());
  }

  @Test
  void inAndIntersectsDifferForLists() throws Exception {
    assertNotEquals(check("t.listtext in (a)").expr(), check("t.listtext intersects (a)").expr());
    assertEquals(
        ComparisonOperator.IN, assertInstanceOf(TextCheck.class, check("t.listtext in (a)").expr()).operator());
  }

  @Test
  void knowsTheFieldsItReads() throws Exception {
    assertEquals(
        List.of("evt.arg.fd", "t.other", "t.text"),
        check("t.text = a and not evt.arg.fd = val(t.other)").fields().stream().map(use -> use.text()).sorted().toList());
  }

  @Test
  void findsTheEventsThatCanFulfilACondition() throws Exception {
    assertEquals(codes("open", "openat"), check("evt.type in (open, openat) and t.text = x").eventCodes());
    assertEquals(codes("open"), check("evt.type = open or (evt.type = close and evt.type = dup)").eventCodes());
    assertEquals(EventCodeFinder.all(), check("evt.type = open or t.text = x").eventCodes());
    assertEquals(EventCodeFinder.all(), check("not t.text = x").eventCodes());
    assertEquals(new BitSet(), check("evt.type = open and not evt.type exists").eventCodes());
    assertEquals(EventCodeFinder.all(), check("evt.type startswith open").eventCodes());
  }

  @Test
  void movesNegationDownToTheChecks() throws Exception {
    BitSet notOpen = EventCodeFinder.all();
    notOpen.andNot(codes("open"));
    assertEquals(notOpen, check("not evt.type = open").eventCodes());
    assertEquals(notOpen, check("evt.type != open").eventCodes());
    assertEquals(codes("open"), check("not (evt.type != open or t.text = x)").eventCodes());
    assertEquals(EventCodeFinder.all(), check("not (evt.type = open and t.text = x)").eventCodes());
    assertEquals(notOpen, check("not (evt.type = open or t.text = x)").eventCodes());
  }

  @Test
  void aSystemCallWithoutItsOwnEventHasTheGenericCode() throws Exception {
    BitSet generic = check("evt.type in (sethostname, open)").eventCodes();

    assertTrue(generic.get(0) && generic.get(1));
    BitSet open = codes("open");
    open.set(0, 2);
    assertEquals(open, generic);
    assertFalse(check("evt.type = open").eventCodes().get(1));
  }

  private static BitSet codes(String... names) {
    BitSet codes = new BitSet();
    for (String name : names) {
      EventSchema.current().named(name).stream().mapToInt(EventType::code).forEach(codes::set);
    }
    return codes;
  }

  private static CheckedCondition check(String condition) throws SyntaxException, CheckException {
    return ConditionChecker.check(Parser.parse(condition), CATALOG);
  }
}
