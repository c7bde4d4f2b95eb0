package org.eyas.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Set;
import java.util.SortedSet;
import org.eyas.api.event.ValueType;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows are those of Falco's own tests (libs: filter_ppm_codes.ut.cpp). */
class EventNumberTest {
  private static final FieldCatalog CATALOG =
      new FakeFields().with("evt.num", ValueType.UINT64).with("evt.type", ValueType.CHARBUF).catalog();

  private static final BitSet NONE = new BitSet();
  private static final BitSet ALL = EventCodeFinder.all();

  private static BitSet codes(String condition, FalcoVersion version) throws Exception {
    return ConditionChecker.check(Parser.parse(condition, version), CATALOG, version).eventCodes();
  }

  private static BitSet openat() throws Exception {
    BitSet openat = codes("evt.type=openat", FalcoVersion.V0_44);
    assertEquals(true, openat.cardinality() > 0 && openat.cardinality() < 10);
    return openat;
  }

  private static void has(BitSet codes, String condition) throws Exception {
    assertEquals(codes, codes(condition, FalcoVersion.NEWEST), condition);
    if (codes.isEmpty() || codes.equals(ALL)) {
      Set<String> expected = codes.isEmpty() ? Set.of("asyncevent") : EventNameFinder.known();
      assertEquals(expected, names(condition), condition);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "evt.num=0", "evt.num==0", "evt.num<1", "evt.num<0", "evt.num<=0", "evt.num in (0)", "evt.num in (0,0)", "evt.num in ()",
      "not evt.num!=0", "not evt.num>0", "not evt.num>=1", "not not evt.num=0", "evt.num=00", "evt.num=+0", "evt.num=-0",
      "evt.type=openat and evt.num=0", "evt.num=0 and evt.num=1"})
  void neverHolds(String condition) throws Exception {
    has(NONE, condition);
    assertEquals(false, codes(condition.replace("evt.type=openat and ", ""), FalcoVersion.V0_44).isEmpty(),
        "0.44 does not decide");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "evt.num!=0", "evt.num>0", "evt.num>=1", "evt.num>=0", "not evt.num=0", "not evt.num<1", "evt.type=openat or evt.num!=0",
      "evt.type=openat or not evt.num=0"})
  void alwaysHolds(String condition) throws Exception {
    has(ALL, condition);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "evt.num=1", "evt.num=42", "evt.num<100", "evt.num<=1", "evt.num>5", "evt.num>=2", "evt.num in (1,2,3)", "not evt.num=1",
      "not evt.num in (1,2)", "evt.num=-1", "evt.num < -5", "evt.num <= -5", "evt.num!=-1", "evt.num > -5",
      "evt.num in (0,-1,-2)",
      "evt.num exists", "not evt.num exists", "evt.num = oneof (0)", "evt.num = val(evt.num)"})
  void isNotDecided(String condition) throws Exception {
    has(ALL, condition);
  }

  /** Numbers that are not valid numbers for the checker do not decide anything either. */
  @ParameterizedTest
  @ValueSource(
      strings = {"evt.num=0x0", "evt.num=1.5", "b64(evt.num)=0", "evt.num=zero", "evt.num intersects (0)", "evt.num[0]=0"})
  void textsAreNotDecided(String condition) throws Exception {
    assertEquals(EventNameFinder.known(), names(condition), condition);
  }

  private static SortedSet<String> names(String condition) throws Exception {
    return EventNameFinder.of(Parser.parse(condition, FalcoVersion.NEWEST), FalcoVersion.NEWEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "evt.type=openat or evt.num=0", "evt.type=openat and evt.num!=0", "evt.type=openat and not evt.num=0",
      "evt.type=openat and evt.num=1",
      "evt.type=openat and not evt.num=1", "(evt.num < 1 or evt.type=openat) and evt.num > 0"})
  void leavesTheTypes(String condition) throws Exception {
    has(openat(), condition);
  }

  @Test
  void negationIsMovedToTheChecks() throws Exception {
    has(ALL, "not (evt.type=openat and evt.num=0)");
    BitSet others = EventCodeFinder.all();
    others.andNot(openat());
    has(others, "not (evt.type=openat or evt.num=0)");
  }

  @Test
  void aLargeNegativeNumberIsTheOneToWhichItWraps() throws Exception {
    has(NONE, "evt.num < -18446744073709551615");
    has(ALL, "evt.num = -18446744073709551615");
  }
}
