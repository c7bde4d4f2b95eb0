package org.eyas.json.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompactJsonTest {
  @Test
  void writesEveryKindOfValueWithoutBlanks() {
    TreeMap<String, Object> map = new TreeMap<>();
    map.put("b", List.of(1L, new BigInteger("18446744073709551615"), 2.5, true));
    map.put("a", Arrays.asList("x", null));
    map.put("c", new TreeMap<>());
    assertEquals("{\"a\":[\"x\",null],\"b\":[1,18446744073709551615,2.5,true],\"c\":{}}", CompactJson.of(map));
    assertEquals("[]", CompactJson.of(List.of()));
  }

  @Test
  void escapesQuotesBackslashesAndHiddenCharactersOnly() {
    assertEquals("\"a\\\"b\\\\c\\n\\t\\u0001/\u00e9\\u007f\"", CompactJson.of("a\"b\\c\n\t\u0001/\u00e9\u007f"));
    assertEquals("\"\\u202egpj.sh\\udb40\\udc41\ud83d\ude00\"", CompactJson.of("\u202egpj.sh\udb40\udc41\ud83d\ude00"));
  }
}
