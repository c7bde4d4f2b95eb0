package org.eyas.schema.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
  private static final List<String> WORDS = List.of("port", "url", "proc.name", "proc.pname", "rule_matching");

  @ParameterizedTest
  @CsvSource({"prot, port", "poort, port", "urls, url", "proc.nam, proc.name", "proc.pnmae, proc.pname",
      "rule_machting, rule_matching"})
  void aWordWithALetterMoreLessOtherOrOutOfPlaceIsKnown(String wrong, String meant) {
    assertEquals(Optional.of(meant), NearestWord.of(wrong, WORDS));
  }

  @ParameterizedTest
  @CsvSource({"ort_p", "ls", "container", "''"})
  void whereNothingIsNearNothingIsGuessed(String wrong) {
    assertEquals(Optional.empty(), NearestWord.of(wrong, WORDS));
  }

  @Test
  void theNumberOfWrongLettersCanBeLimited() {
    assertEquals(Optional.of("proc.name"), NearestWord.within(1, "proc.nam", WORDS));
    assertEquals(Optional.empty(), NearestWord.within(1, "proc.na", WORDS));
  }

  @Test
  void ofTwoThatAreEquallyNearTheFirstIsMeant() {
    assertEquals(Optional.of("proc.name"), NearestWord.of("proc.xname", List.of("proc.name", "proc.pname")));
  }

  @Test
  void ofTwoThatAreEquallyNearTheOneThatTheWordBeginsIsMeant() {
    assertEquals(Optional.of("fd.name"), NearestWord.of("fd.nam", List.of("fd.num", "fd.name")));
    assertEquals(Optional.of("fd.name"), NearestWord.of("fd.nam", List.of("fd.name", "fd.num")));
  }
}
